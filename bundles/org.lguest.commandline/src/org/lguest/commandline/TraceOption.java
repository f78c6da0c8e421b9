/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.commandline;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.lguest.commandline.CommandLineException.Code;
import org.lguest.hypervisor.session.TraceLine;

/**
 * Which lines of the trace are wanted, and where.
 *
 * @param topics at least one
 * @param file   to write to; standard error if there is none
 */
record TraceOption(Set<Topic> topics, Optional<Path> file) {

    /** What is traced, by the stations that write of it. */
    enum Topic {
        /** Each hypercall with its arguments and its answer, and what the Launcher makes of one. */
        HYPERCALLS {
            @Override
            boolean covers(TraceLine line) {
                return line.station().equals("hypercall") || line.station().equals("launcher");
            }
        },
        /** The path of a debug register's value, and of a debug trap. */
        DEBUGREGS {
            @Override
            boolean covers(TraceLine line) {
                return switch (line.station()) {
                    case "copy-in", "switcher", "processor", "host" -> true;
                    case "hypercall" -> line.text().contains("_DEBUGREG(");
                    default -> false;
                };
            }
        },
        /** Each time the guest comes back to the Host: why, and where it stood. */
        EXITS {
            @Override
            boolean covers(TraceLine line) {
                return line.station().equals("exit");
            }
        },
        /** Each interrupt that is delivered, and what the guest was about. */
        INTERRUPTS {
            @Override
            boolean covers(TraceLine line) {
                return line.station().equals("interrupt");
            }
        },
        /** What passes between the guest and its devices, and what the Launcher makes of it. */
        DEVICES {
            @Override
            boolean covers(TraceLine line) {
                return switch (line.station()) {
                    case "device", "net", "launcher" -> true;
                    default -> false;
                };
            }
        };

        abstract boolean covers(TraceLine line);
    }

    /** @param value {@code TOPIC,...[:FILE]} */
    static TraceOption parse(String value) throws CommandLineException {
        int colon = value.indexOf(':');
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        for (String word : (colon < 0 ? value : value.substring(0, colon)).split(",", -1)) {
            topics.add(topic(word));
        }
        if (colon == value.length() - 1) {
            throw new CommandLineException(ExitStatus.USAGE, Code.BAD_TRACE,
                    "There is no file behind the colon of --trace.");
        }
        return new TraceOption(topics, colon < 0 ? Optional.empty()
                : Optional.of(CommandLine.path(value.substring(colon + 1))));
    }

    private static Topic topic(String word) throws CommandLineException {
        for (Topic topic : Topic.values()) {
            if (topic.name().toLowerCase(Locale.ROOT).equals(word)) {
                return topic;
            }
        }
        throw new CommandLineException(ExitStatus.USAGE, Code.BAD_TRACE,
                "\"" + word + "\" can't be traced. Choose of hypercalls, debugregs, exits, interrupts "
                        + "and devices, with commas between them.");
    }

    boolean wantsExits() {
        return topics.contains(Topic.EXITS) || topics.contains(Topic.INTERRUPTS) || topics.contains(Topic.DEVICES);
    }

    boolean covers(TraceLine line) {
        return topics.stream().anyMatch(topic -> topic.covers(line));
    }
}
