/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.core.model.GuestStackFrame;
import org.lguest.debug.fixture.ErrorLog;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.SampleProject;
import org.lguest.workbench.driver.Screenshot;
import org.lguest.workbench.driver.TreeView;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;

/**
 * A workbench in the Debug perspective with the sample project in it, for one test; afterwards it is as it was, and
 * nothing of the test is left behind, or the test fails.
 */
final class SampleWorkbench implements BeforeEachCallback, AfterEachCallback {

    /** What opens an editor some time after a stop, and what takes the arrow away. */
    private static final Set<String> SOURCE_JOBS = Set.of("Guest Source Display", "clear source selection");
    private static final Set<String> DATA = Set.of(IDebugUIConstants.ID_VARIABLE_VIEW, IDebugUIConstants.ID_REGISTER_VIEW,
            IDebugUIConstants.ID_EXPRESSION_VIEW);
    private static final String EMULATOR_THREAD = "lguest ";

    final Screenshot screenshot = new Screenshot(Path.of("target", "screenshots").toAbsolutePath());

    private ErrorLog errors;
    private SampleProject sample;
    private Path transcript;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        Waiter.takePicturesOfFailures(screenshot);
        errors = new ErrorLog();
        // The harness keeps JFace from opening error dialogs; a user's workbench does open them.
        ErrorDialog.AUTOMATED_MODE = false;
        IdeWindow.openDebugPerspective();
        sample = SampleProject.importInto(Optional.empty());
        transcript = Files.createTempFile("transcript", ".txt");
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        TreeView.scrollToTop(DATA);
        ILaunchManager launches = DebugPlugin.getDefault().getLaunchManager();
        List<String> dialogs = Ui.get(IdeWindow::closeDialogs);
        for (ILaunch launch : launches.getLaunches()) {
            launch.terminate();
        }
        Waiter.until("the end of all launches",
                () -> Arrays.stream(launches.getLaunches()).allMatch(ILaunch::isTerminated));
        awaitSources();
        List<String> left = leftBehind();
        try {
            // Now, for what follows pulls things from under the platform's views.
            errors.close();
        } finally {
            cleanUp(launches);
        }
        assertEquals(List.of(), dialogs, "dialogs left open");
        assertEquals(List.of(), left, "left behind by the guest");
    }

    /** Waits until the sources of the last stop are shown. */
    private static void awaitSources() {
        Waiter.until("sources to be shown that are to be shown", () -> Arrays.stream(Job.getJobManager().find(null))
                .noneMatch(job -> SOURCE_JOBS.contains(job.getName())));
    }

    private void cleanUp(ILaunchManager launches) throws Exception {
        launches.removeLaunches(launches.getLaunches());
        awaitQuiet();
        breakpoints().removeBreakpoints(breakpoints().getBreakpoints(), true);
        breakpoints().setEnabled(true);
        for (ILaunchConfiguration configuration : launches.getLaunchConfigurations()) {
            configuration.delete();
        }
        Ui.run(() -> IdeWindow.page().closeAllEditors(false));
        for (IProject project : ResourcesPlugin.getWorkspace().getRoot().getProjects()) {
            project.delete(true, true, new NullProgressMonitor());
        }
        Files.delete(transcript);
        awaitQuiet();
    }

    /**
     * Waits until no job runs or waits to. The platform's views ask in jobs for labels of what was removed, and log it,
     * into the next test's log, when a launch's configuration has gone meanwhile.
     */
    private static void awaitQuiet() {
        Waiter.until("the workbench to have nothing to do", () -> Job.getJobManager().isIdle());
    }

    /** What should be gone with the guest: its thread, its warnings, its arrow. */
    private static List<String> leftBehind() throws CoreException {
        Waiter.until("the instruction pointer to go", () -> IdeWindow.instructionPointer().isEmpty());
        Waiter.until("the emulator's threads to end", () -> emulatorThreads().isEmpty());
        return messages(ResourcesPlugin.getWorkspace().getRoot(), GuestBreakpoint.PROBLEM_MARKER);
    }

    /** What markers of a type, or a type of that one, say at a file, or at all below a folder. */
    static List<String> messages(IResource resource, String type) {
        try {
            return Arrays.stream(resource.findMarkers(type, true, IResource.DEPTH_INFINITE))
                    .map(marker -> marker.getAttribute(IMarker.MESSAGE, "a marker")).toList();
        } catch (CoreException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> emulatorThreads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.startsWith(EMULATOR_THREAD)).toList();
    }

    static IBreakpointManager breakpoints() {
        return DebugPlugin.getDefault().getBreakpointManager();
    }

    IFile source(String name) throws CoreException {
        return sample.source(name);
    }

    /** Puts up with an error of the catalogue in the workbench's log. */
    void expect(LguestStatus error) {
        errors.expect(error.code());
    }

    IProject project() {
        return sample.project();
    }

    /** A launch configuration, not from the project, for one of its images. */
    ILaunchConfiguration configuration(String image, Map<String, ?> attributes) throws CoreException {
        ILaunchManager launches = DebugPlugin.getDefault().getLaunchManager();
        ILaunchConfigurationWorkingCopy copy = launches
                .getLaunchConfigurationType(LguestDebug.LAUNCH_CONFIGURATION_TYPE)
                .newInstance(null, launches.generateLaunchConfigurationName(image));
        copy.setAttribute(LaunchAttributes.IMAGE, image(image));
        copy.setAttribute(LaunchAttributes.TRANSCRIPT, transcript.toString());
        attributes.forEach(copy::setAttribute);
        return copy.doSave();
    }

    /** How a launch configuration names one of the project's images. */
    String image(String image) {
        return "${workspace_loc:/" + sample.project().getName() + "/images/" + image + '}';
    }

    /** Where a thread that has stopped stands. */
    static int instructionPointer(IThread thread) throws DebugException {
        return ((GuestStackFrame) thread.getTopStackFrame()).address();
    }

    /** Debugs a configuration as the launch history's buttons do. */
    void debug(ILaunchConfiguration configuration) {
        Ui.run(() -> DebugUITools.launch(configuration, ILaunchManager.DEBUG_MODE));
    }

    /** The debugger's LHCALL_SET_DEBUGREG so far, in the order in which they were made. */
    List<SetDebugRegister> setDebugRegisters() {
        return SetDebugRegister.allIn(transcript);
    }

    /** Waits until the debugger has made that many LHCALL_SET_DEBUGREG in all. */
    void awaitHypercalls(String why, int count) {
        Waiter.until(count + " LHCALL_SET_DEBUGREG, for " + why, () -> setDebugRegisters().size() >= count);
    }
}
