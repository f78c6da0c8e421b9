/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.mutation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import org.lguest.dwarf.CodeAddress;
import org.lguest.dwarf.DataLocation;
import org.lguest.dwarf.Defect;
import org.lguest.dwarf.ExpressionException;
import org.lguest.dwarf.NamedValue;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.ProgramImageException;
import org.lguest.dwarf.SourceFile;
import org.lguest.dwarf.Stack;
import org.lguest.dwarf.StackFrame;
import org.lguest.dwarf.elf.ElfException;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.SectionHeader;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.TargetRegisters;
import org.lguest.dwarf.value.ValueText;

/**
 * Asks a program that may be damaged for everything that can be asked. The only outcomes are the declared exceptions
 * and answers, in bounded time; anything else is an {@link AssertionError} that names the program.
 */
public final class Exercise {
    /** Of the processor's time, so that a busy machine does not matter. */
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final List<String> EXPRESSIONS = List.of("counter", "account.u.bytes[3]", "account.notify",
            "table[1].next", "grid[1]", "calls", "bump::last", "*(struct node *)4", "n", "keep", "limit", "account.kind");
    private static final List<String> FUNCTIONS = List.of("bump", "push", "_start", "keep", "nothing");
    private static final int FIRST = 0x8048060;
    private static final int STACK = 0xC0000000;

    private Exercise() {
    }

    /** Bytes of the sections that hold debug information and symbols, by their offsets in the file. */
    public static List<Integer> debugBytes(byte[] program) throws ElfException {
        List<Integer> places = new ArrayList<>();
        for (SectionHeader section : ElfFile.parseSupplement(ByteBuffer.wrap(program)).sections()) {
            if (isDescription(section)) {
                for (int i = 0; i < section.size(); i++) {
                    places.add((int) section.offset() + i);
                }
            }
        }
        return places;
    }

    static boolean isDescription(SectionHeader section) {
        return section.name().contains("debug") || section.name().equals(".gdb_index")
                || section.name().endsWith("tab") || section.name().equals(".eh_frame");
    }

    /** Small changes, the extremes, and anything. */
    public static byte changed(byte value, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> (byte) (value ^ 1 << random.nextInt(8));
            case 1 -> (byte) (value + 1);
            case 2 -> (byte) 0xFF;
            case 3 -> (byte) 0;
            default -> (byte) random.nextInt();
        };
    }

    /** Asks everything. @return what the program could not be read for */
    public static List<Defect> of(byte[] program, String what) {
        return of(program, what, () -> true);
    }

    /** @param isAsked of each question; drawn, it makes a run of many inputs shorter and leaves none out for all */
    static List<Defect> of(byte[] program, String what, BooleanSupplier isAsked) {
        return of(() -> program[4] == 2
                ? ProgramImage.ofSymbols(ByteBuffer.wrap(program), what)
                : ProgramImage.of(ByteBuffer.wrap(program), what), what, isAsked);
    }

    /** A way to open a program. */
    public interface Opening {
        ProgramImage open() throws ProgramImageException;
    }

    /** As the other, of a program that may be in several files. */
    public static List<Defect> of(Opening program, String what, BooleanSupplier isAsked) {
        long start = CLOCK.getCurrentThreadCpuTime();
        try {
            ProgramImage image = program.open();
            // Reads what all else goes by, whatever is asked.
            image.functionAt(FIRST);
            lines(image, isAsked);
            for (String function : FUNCTIONS) {
                if (isAsked.getAsBoolean()) {
                    image.placesOf(function).forEach(place -> image.lineOf(place.address()));
                }
            }
            for (String expression : EXPRESSIONS) {
                if (isAsked.getAsBoolean()) {
                    resolve(image, expression);
                }
            }
            stops(image, isAsked);
            check(image.notices().stream().noneMatch(n -> n.message().isBlank()), what + ": a notice without text");
            return image.defects();
        } catch (ProgramImageException e) {
            check(!e.remedy().isBlank(), what + ": no remedy");
            return List.of(new Defect(e.code().name(), 0, String.valueOf(e.getMessage())));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(what, e);
        } finally {
            Duration time = Duration.ofNanos(CLOCK.getCurrentThreadCpuTime() - start);
            check(time.compareTo(LONGEST) < 0, what + " took " + time);
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private static void lines(ProgramImage image, BooleanSupplier isAsked) {
        image.sourceFiles().forEach(SourceFile::fullPath);
        for (int line = 40; line < 60; line++) {
            if (!isAsked.getAsBoolean()) {
                continue;
            }
            for (CodeAddress place : image.addressesOf("bank.c", line)) {
                image.lineOf(place.address());
                image.functionAt(place.address()).ifPresent(image::afterPrologue);
            }
            image.nextLineWithCode("list.c", line);
        }
        for (int address = FIRST; address < 0x8048400; address += 7) {
            if (!isAsked.getAsBoolean()) {
                continue;
            }
            image.lineOf(address);
            image.functionAt(address);
            image.symbolAt(address);
        }
    }

    private static void resolve(ProgramImage image, String expression) {
        try {
            DataLocation location = image.resolve(expression);
            check(location.size() > 0, expression + ": " + location);
        } catch (ExpressionException e) {
            check(!String.valueOf(e.getMessage()).isBlank(), expression + ": no reason");
        }
    }

    /** Stands at some instructions, with a stack full of addresses of the program. */
    private static void stops(ProgramImage image, BooleanSupplier isAsked) {
        TargetMemory memory = new TargetMemory((address, length) -> {
            byte[] bytes = new byte[address - STACK >= 0 && address - STACK < 0x1000 ? length : 0];
            for (int i = 0; i + 4 <= bytes.length; i += 4) {
                int word = i % 8 == 0 ? address + i + 8 : 0x8048080 + i % 512;
                for (int j = 0; j < 4; j++) {
                    bytes[i + j] = (byte) (word >> 8 * j);
                }
            }
            return CompletableFuture.completedFuture(bytes);
        });
        ValueText text = image.text(memory);
        for (int address = 0x8048090; address < 0x8048300; address += 0x35) {
            if (!isAsked.getAsBoolean()) {
                continue;
            }
            int eip = address;
            TargetRegisters registers = number -> OptionalInt.of(number == 8 ? eip : STACK + 4 * number);
            Stack stack = image.stack(registers, memory, 10, Runnable::run).join();
            for (StackFrame frame : stack.frames()) {
                memory.ask(() -> {
                    for (NamedValue named : image.variables(frame, memory)) {
                        text.withType(named.value());
                    }
                    return evaluated(image, frame, memory);
                }, Runnable::run).join();
            }
            try {
                check(image.condition("n > 3 || counter == 2", address).size() > 0, "an empty condition");
            } catch (ExpressionException e) {
                check(!String.valueOf(e.getMessage()).isBlank(), "no reason");
            }
        }
    }

    private static String evaluated(ProgramImage image, StackFrame frame, TargetMemory memory) {
        try {
            return image.text(memory).withType(image.evaluate("account.balance + counter * table[1].value", frame, memory).value());
        } catch (ExpressionException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
