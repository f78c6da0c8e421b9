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
import static org.lguest.debug.ui.SampleWorkbench.breakpoints;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.ui.actions.ExportBreakpointsOperation;
import org.eclipse.debug.ui.actions.ImportBreakpointsOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.debug.core.breakpoints.EventField;
import org.lguest.debug.core.breakpoints.EventFilter;
import org.lguest.debug.core.breakpoints.EventKind;
import org.lguest.debug.core.breakpoints.GuestAddressBreakpoint;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;
import org.lguest.debug.core.breakpoints.GuestEventBreakpoint;
import org.lguest.debug.core.breakpoints.GuestFunctionBreakpoint;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.debug.ui.presentation.LguestModelPresentation;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;

/** File &gt; Export and File &gt; Import &gt; Breakpoints, by the operations behind them. */
class BreakpointExportTest {

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @TempDir
    private Path folder;

    @Test
    void whatIsExportedComesBackAsItWas() throws Exception {
        List<String> before = addOneOfEach();
        Path file = export();
        removeAll();
        importFrom(file, true);
        assertEquals(before, labels());
        assertEquals(1, Arrays.stream(breakpoints().getBreakpoints())
                .filter(each -> !each.getMarker().getAttribute(IBreakpoint.ENABLED, true)).count(), "disabled");
    }

    @Test
    void everyKindComesBackWithEveryAttribute() throws Exception {
        addOneOfEachInFull();
        List<String> before = attributes();
        Path file = export();
        removeAll();
        importFrom(file, true);
        assertEquals(String.join("\n", before), String.join("\n", attributes()));
        importFrom(file, true);
        assertEquals(String.join("\n", before), String.join("\n", attributes()), "imported over themselves");
    }

    /** Of every kind that can be made one that has all that one of its kind can have. */
    private void addOneOfEachInFull() throws Exception {
        IResource root = ResourcesPlugin.getWorkspace().getRoot();
        GuestWatchpoint physical = new GuestWatchpoint(root, "0x101000", 8, true, true);
        physical.setPhysical(true);
        List<GuestBreakpoint> all = new ArrayList<>(List.of(
                new GuestLineBreakpoint(workbench.source("first.c"), 115),
                new GuestLineBreakpoint(root, IPath.fromOSString("/elsewhere/other.c"), 3),
                new GuestFunctionBreakpoint(root, "ring_up"),
                new GuestAddressBreakpoint(root, "0xc0101000"),
                new GuestWatchpoint(root, "takings", 0, true, false), physical));
        for (EventKind kind : EventKind.values()) {
            Map<EventField, String> texts = new EnumMap<>(EventField.class);
            kind.fields().forEach(field -> texts.put(field, text(field)));
            all.add(new GuestEventBreakpoint(root, new EventFilter(kind, texts)));
        }
        for (GuestBreakpoint each : all) {
            each.setCondition("takings > 3 && \"<&\"[0] == '\\\"'");
            each.setIgnoreCount(7);
            each.setPrint("\"%d\\n\", takings");
            breakpoints().addBreakpoint(each);
            each.setEnabled(all.indexOf(each) % 2 == 0);
        }
    }

    /** Something that the field takes. */
    private static String text(EventField field) {
        return switch (field) {
            case ACCESS -> "in";
            case TO -> "user";
            case PORTS -> "0x60-0x64";
            case CALL -> "LHCALL_SEND_DMA";
            case ARGUMENTS -> "1, 2";
            case TEXT -> "The <shop> & more";
            case REGISTER -> "DR7";
            default -> "5";
        };
    }

    /**
     * All there is to each of our breakpoints, whatever class an attribute is of. What the platform's file says beside
     * the attributes, such as the type, is left on the marker too, by other names.
     */
    private static List<String> attributes() throws Exception {
        List<String> all = new ArrayList<>();
        for (IBreakpoint each : breakpoints().getBreakpoints()) {
            Map<String, String> texts = new TreeMap<>();
            each.getMarker().getAttributes().forEach((key, value) -> texts.put(key, String.valueOf(value)));
            texts.keySet().removeIf(key -> !key.startsWith("org.") && !key.equals(IMarker.LINE_NUMBER)
                    && !key.equals(IMarker.MESSAGE));
            all.add(each.getMarker().getType() + " on " + each.getMarker().getResource().getFullPath() + ' ' + texts);
        }
        return all.stream().sorted().toList();
    }

    @Test
    void whatIsThereAlreadyIsNotDoubledAndWhatIsNotIsAdded() throws Exception {
        List<String> before = addOneOfEach();
        Path file = export();
        IBreakpoint first = Arrays.stream(breakpoints().getBreakpoints())
                .filter(GuestWatchpoint.class::isInstance).findFirst().orElseThrow();
        breakpoints().removeBreakpoint(first, true);
        importFrom(file, false);
        assertEquals(before, labels());
    }

    @Test
    void oneThatSaysNowhereWhereItIsIsDiscarded() throws Exception {
        addOneOfEach();
        Path file = export();
        removeAll();
        Files.writeString(file, Files.readString(file)
                .replace("name=\"org.lguest.debug.core.function\"", "name=\"lost\"")
                .replace("name=\"org.lguest.debug.core.event\"", "name=\"lost\"")
                .replace("name=\"org.lguest.debug.core.expression\"", "name=\"lost\""));
        importFrom(file, true);
        assertEquals(List.of("0xc0101000 [address]", "first.c [line: 115]",
                "first.c [line: 116] [condition: takings > 3 && \"<&\"[0]] [ignore count: 7]"
                        + " [prints: \"%d\\n\", takings]",
                "other.c [line: 3]"), labels());
    }

    private List<String> addOneOfEach() throws Exception {
        IResource root = ResourcesPlugin.getWorkspace().getRoot();
        IBreakpoint disabled = new GuestLineBreakpoint(workbench.source("first.c"), 116);
        for (IBreakpoint each : List.of(
                new GuestLineBreakpoint(workbench.source("first.c"), 115),
                disabled,
                new GuestLineBreakpoint(root, IPath.fromOSString("/elsewhere/other.c"), 3),
                new GuestFunctionBreakpoint(root, "ring_up"),
                new GuestFunctionBreakpoint(root, "remember"),
                new GuestAddressBreakpoint(root, "0xc0101000"),
                new GuestWatchpoint(root, "takings", 4, true, false),
                new GuestWatchpoint(root, "takings", 0, false, true),
                // The platform's import makes an Integer of this.
                new GuestWatchpoint(root, "4096", 4, true, true),
                new GuestEventBreakpoint(root, new EventFilter(EventKind.TRAP, Map.of(EventField.VECTOR, "14"))),
                new GuestEventBreakpoint(root, new EventFilter(EventKind.TRAP,
                        Map.of(EventField.VECTOR, "14", EventField.ERROR_CODE, "0x2"))),
                new GuestEventBreakpoint(root, new EventFilter(EventKind.MODE, Map.of(EventField.TO, "user"))))) {
            breakpoints().addBreakpoint(each);
        }
        disabled.setEnabled(false);
        ((GuestLineBreakpoint) disabled).setIgnoreCount(7);
        ((GuestLineBreakpoint) disabled).setPrint("\"%d\\n\", takings");
        ((GuestLineBreakpoint) disabled).setCondition("takings > 3 && \"<&\"[0]");
        return labels();
    }

    private static void removeAll() throws Exception {
        breakpoints().removeBreakpoints(breakpoints().getBreakpoints(), true);
        Waiter.until("all to be removed", () -> breakpoints().getBreakpoints().length == 0);
    }

    private Path export() {
        Path file = folder.resolve("breakpoints.bkpt");
        Ui.run(() -> new ExportBreakpointsOperation(breakpoints().getBreakpoints(), file.toString())
                .run(new NullProgressMonitor()));
        return file;
    }

    private static void importFrom(Path file, boolean overwrite) {
        Ui.run(() -> new ImportBreakpointsOperation(file.toString(), overwrite, true).run(new NullProgressMonitor()));
    }

    private static List<String> labels() {
        return Ui.get(() -> {
            LguestModelPresentation presentation = new LguestModelPresentation();
            try {
                return Arrays.stream(breakpoints().getBreakpoints()).map(presentation::getText).sorted().toList();
            } finally {
                presentation.dispose();
            }
        });
    }
}
