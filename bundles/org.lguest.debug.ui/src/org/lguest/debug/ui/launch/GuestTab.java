/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.launch;

import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.ui.AbstractLaunchConfigurationTab;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.PixelConverter;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.resource.ResourceLocator;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.ui.Messages;

/**
 * What our tabs have in common: a form with three columns, and the verdict of a {@link LaunchCheck}, of which each tab
 * shows the problems that its own fields can mend.
 */
abstract class GuestTab extends AbstractLaunchConfigurationTab {

    private static final int EXPLANATION_WIDTH = 400;
    private static final int INDENT = 20;
    /** There from the start, for the dialog does not grow when an explanation comes. */
    private static final int EXPLANATION_LINES = 3;

    private final Page page;
    private final LaunchCheck check;
    private @Nullable LocalResourceManager images;
    private @Nullable Label explanation;

    GuestTab(Page page, LaunchCheck check) {
        this.page = page;
        this.check = check;
    }

    /** What is still to be filled in, as a prompt; empty when nothing is. */
    Optional<String> prompt() {
        return Optional.empty();
    }

    /** What is wrong with this tab's fields by themselves. */
    Optional<String> mistake() {
        return Optional.empty();
    }

    abstract void createFields(Composite form);

    /** Shows in the fields what the configuration says. */
    abstract void read(ILaunchConfiguration configuration) throws CoreException;

    @Override
    public final void initializeFrom(ILaunchConfiguration configuration) {
        try {
            read(configuration);
        } catch (CoreException e) {
            setErrorMessage(e.getStatus().getMessage());
        }
    }

    @Override
    public void setDefaults(ILaunchConfigurationWorkingCopy configuration) {
        // Attributes that are absent are the defaults.
    }

    @Override
    public final String getName() {
        return page.title();
    }

    @Override
    public final String getId() {
        return page.id();
    }

    @Override
    public final void createControl(Composite parent) {
        Composite form = new Composite(parent, SWT.NONE);
        // Dense, so that the explanation below the fields has room in the dialog as it opens.
        GridLayoutFactory.swtDefaults().margins(5, 0).spacing(5, 0).applyTo(form);
        form.setFont(parent.getFont());
        setControl(form);
        createFields(form);
        Label made = new Label(form, SWT.WRAP);
        made.setFont(form.getFont());
        int height = new PixelConverter(made).convertHeightInCharsToPixels(EXPLANATION_LINES);
        GridDataFactory.fillDefaults().grab(true, true).hint(EXPLANATION_WIDTH, height).applyTo(made);
        explanation = made;
    }

    @Override
    public final boolean isValid(ILaunchConfiguration configuration) {
        setErrorMessage(null);
        setMessage(null);
        explain("");
        Optional<String> prompt = prompt();
        if (prompt.isPresent()) {
            setMessage(prompt.get());
            return false;
        }
        Optional<String> mistake = mistake();
        if (mistake.isPresent()) {
            setErrorMessage(mistake.get());
            return false;
        }
        return switch (check.of(configuration, this::answered)) {
            case LaunchCheck.Verdict.Unknown unknown -> {
                setMessage(Messages.GuestTab_checking);
                yield false;
            }
            case LaunchCheck.Verdict.Sound sound -> true;
            case LaunchCheck.Verdict.Unsound(IStatus problem) when Page.of(problem) == page -> {
                setErrorMessage(problem.getMessage());
                explain(LguestStatus.explanationOf(problem).orElse(""));
                yield false;
            }
            case LaunchCheck.Verdict.Unsound elsewhere -> true;
        };
    }

    /** The error at the dialog's top says what is wrong and what to do; why it is wrong is said below the fields. */
    private void explain(String why) {
        Label label = explanation;
        if (label != null && !label.isDisposed() && !label.getText().equals(why)) {
            label.setText(why);
        }
    }

    private void answered() {
        if (getControl() != null && !getControl().isDisposed()) {
            updateLaunchConfigurationDialog();
        }
    }

    /** The files may have changed while another tab, or another window, was in front. */
    @Override
    public void activated(ILaunchConfigurationWorkingCopy configuration) {
        check.forget();
        super.activated(configuration);
    }

    @Override
    public final @Nullable Image getImage() {
        LocalResourceManager manager = images;
        if (manager == null) {
            manager = new LocalResourceManager(JFaceResources.getResources());
            images = manager;
        }
        LocalResourceManager resources = manager;
        return ResourceLocator.imageDescriptorFromBundle(Page.PLUGIN, page.icon()).map(resources::get).orElse(null);
    }

    @Override
    public void dispose() {
        if (images != null) {
            images.dispose();
            images = null;
        }
        super.dispose();
    }

    /** What was never chosen is not written, so that a configuration from before there was a choice stays as it is. */
    static void apply(ILaunchConfigurationWorkingCopy configuration, String attribute, Object value, Object otherwise) {
        if (value.equals(otherwise)) {
            configuration.removeAttribute(attribute);
        } else {
            configuration.setAttribute(attribute, value);
        }
    }

    static Group group(Composite form, String title, int columns) {
        Group group = new Group(form, SWT.NONE);
        group.setText(title);
        group.setFont(form.getFont());
        GridLayoutFactory.swtDefaults().numColumns(columns).applyTo(group);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(group);
        return group;
    }

    /** What a choice is about, in the group's next row, below the choice. */
    static void explain(Group group, String explanation) {
        Label explained = new Label(group, SWT.WRAP);
        explained.setText(explanation);
        explained.setFont(group.getFont());
        int columns = ((GridLayout) group.getLayout()).numColumns;
        GridDataFactory.fillDefaults().grab(true, false).indent(INDENT, 0).hint(EXPLANATION_WIDTH, SWT.DEFAULT)
                .span(columns, 1).applyTo(explained);
    }

    /**
     * A choice with what it means below, that tells the dialog when it is made.
     *
     * @param style {@link SWT#CHECK} or {@link SWT#RADIO}
     */
    final Button choice(Group group, int style, String label, String explanation) {
        Button button = new Button(group, style);
        button.setText(label);
        button.setFont(group.getFont());
        button.addListener(SWT.Selection, event -> updateLaunchConfigurationDialog());
        explain(group, explanation);
        return button;
    }

    /** A labelled text field that tells the dialog of every change. */
    final Text field(Composite parent, String label, int columns) {
        Label before = new Label(parent, SWT.NONE);
        before.setText(label);
        before.setFont(parent.getFont());
        Text text = new Text(parent, SWT.SINGLE | SWT.BORDER);
        text.setFont(parent.getFont());
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).span(columns - 1, 1).applyTo(text);
        text.addModifyListener(event -> updateLaunchConfigurationDialog());
        return text;
    }
}
