/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the demo was asked for.
 *
 * @param output      folder of the pictures and the transcript
 * @param line        where to stop first
 * @param watch       what to watch after that; empty for the sample's own story
 * @param interactive whether the workbench stays open, stopped, in the end
 * @param project     the folder of the example project, if it is not that of the installed bundle
 * @param kernel      the kernel to show instead of the sample guest
 * @param restarted   to make breakpoints in one workbench (false) and find them in the next (true); empty for neither
 */
record Options(Path output, Place line, Optional<String> watch, boolean interactive, Optional<Path> project,
        Optional<Kernel> kernel, Optional<Boolean> restarted) {

    /** The first statement of the sample's {@code ring_up()}. */
    private static final String DEFAULT_LINE = "first.c:115";

    /**
     * A line of a source file.
     *
     * @param file its name, or its path within the project
     * @param line 1-based
     */
    record Place(String file, int line) {

        static Place of(String text) {
            int colon = text.lastIndexOf(':');
            if (colon <= 0) {
                throw new IllegalArgumentException("not FILE:N: " + text);
            }
            return new Place(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        }
    }

    /**
     * A Linux of the user's own.
     *
     * @param image     its {@code vmlinux} or {@code bzImage}
     * @param initrd    with a shell, in which {@code poweroff -f} ends the guest
     * @param arguments its command line
     */
    record Kernel(Path image, Optional<Path> initrd, String arguments) {

        private static final String DEFAULT_ARGUMENTS = "console=hvc0";

        static Optional<Kernel> ofSystemProperties() {
            return property("kernel").map(image -> new Kernel(Path.of(image), property("initrd").map(Path::of),
                    property("arguments").orElse(DEFAULT_ARGUMENTS)));
        }
    }

    static Options ofSystemProperties() {
        return new Options(Path.of(property("output").orElse("target/demo")).toAbsolutePath(),
                Place.of(property("line").orElse(DEFAULT_LINE)), property("watch"),
                Boolean.getBoolean("lguest.demo.interactive"), property("project").map(Path::of),
                Kernel.ofSystemProperties(), property("restarted").map(Boolean::valueOf));
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty("lguest.demo." + name)).filter(value -> !value.isBlank());
    }
}
