/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IIndexedValue;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IVariable;
import org.eclipse.osgi.util.NLS;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.Messages;
import org.lguest.dwarf.SourceFile;

/**
 * The variables of files, below a frame's own: those of the frame's file, and file by file those of the others. Nothing
 * is read before somebody looks; a kernel has thousands.
 */
public final class GuestGlobals extends GuestDebugElement implements IVariable {

    private final FrameVariables variables;
    /** Whose variables these are; empty for all others'. */
    private final Optional<SourceFile> file;
    private final String name;

    private GuestGlobals(GuestDebugTarget target, FrameVariables variables, Optional<SourceFile> file, String name) {
        super(target);
        this.variables = variables;
        this.file = file;
        this.name = name;
    }

    /** What a frame shows after its own variables. */
    static List<GuestGlobals> of(GuestDebugTarget target, FrameVariables variables) {
        List<GuestGlobals> shown = new ArrayList<>();
        Optional<SourceFile> own = variables.file();
        own.ifPresent(file -> shown.add(new GuestGlobals(target, variables, own,
                NLS.bind(Messages.GuestGlobals_file, file.name()))));
        if (target.image().primarySources().size() > shown.size()) {
            shown.add(new GuestGlobals(target, variables, Optional.empty(),
                    own.isPresent() ? Messages.GuestGlobals_others : Messages.GuestGlobals_all));
        }
        return shown;
    }

    private List<? extends IVariable> parts() throws DebugException {
        if (file.isPresent()) {
            return variables.globals(file.get());
        }
        Optional<SourceFile> own = variables.file();
        return getDebugTarget().image().primarySources().stream().filter(each -> !own.equals(Optional.of(each)))
                .sorted(Comparator.comparing(SourceFile::path))
                .map(each -> new GuestGlobals(getDebugTarget(), variables, Optional.of(each), each.path())).toList();
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getReferenceTypeName() {
        return "";
    }

    @Override
    public IValue getValue() {
        return new Files(this);
    }

    @Override
    public boolean hasValueChanged() {
        return false;
    }

    @Override
    public boolean supportsValueModification() {
        return false;
    }

    @Override
    public void setValue(String expression) throws DebugException {
        throw LguestStatus.NOT_WRITABLE.debugException();
    }

    @Override
    public void setValue(IValue value) throws DebugException {
        setValue("");
    }

    @Override
    public boolean verifyValue(String expression) {
        return false;
    }

    @Override
    public boolean verifyValue(IValue value) {
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GuestGlobals globals && globals.variables == variables && globals.file.equals(file);
    }

    @Override
    public int hashCode() {
        return Objects.hash(System.identityHashCode(variables), file);
    }

    /** What is below the row. The view divides what is long. */
    private static final class Files extends GuestDebugElement implements IIndexedValue {

        private final GuestGlobals globals;

        Files(GuestGlobals globals) {
            super(globals.getDebugTarget());
            this.globals = globals;
        }

        @Override
        public String getReferenceTypeName() {
            return "";
        }

        @Override
        public String getValueString() {
            return "";
        }

        @Override
        public boolean isAllocated() {
            return true;
        }

        @Override
        public boolean hasVariables() {
            return true;
        }

        @Override
        public IVariable[] getVariables() throws DebugException {
            return globals.parts().toArray(IVariable[]::new);
        }

        @Override
        public IVariable[] getVariables(int offset, int length) throws DebugException {
            return globals.parts().stream().skip(offset).limit(length).toArray(IVariable[]::new);
        }

        @Override
        public IVariable getVariable(int offset) throws DebugException {
            return globals.parts().get(offset);
        }

        @Override
        public int getSize() throws DebugException {
            return globals.parts().size();
        }

        @Override
        public int getInitialOffset() {
            return 0;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Files files && files.globals.equals(globals);
        }

        @Override
        public int hashCode() {
            return globals.hashCode();
        }
    }
}
