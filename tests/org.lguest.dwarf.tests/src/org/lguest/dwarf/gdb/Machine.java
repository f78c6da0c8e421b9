/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.gdb;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.SectionHeader;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.TargetRegisters;

/** Registers and memory as gdb found them; what is not recorded of memory is as the program file has it. */
public final class Machine implements TargetRegisters, TargetMemory.Source {
    /** How much memory is recorded at once. */
    static final int BLOCK = 64;
    private static final int PAGE = 4096;

    private final Map<Integer, Integer> registers;
    private final Map<Integer, byte[]> wide;
    private final Map<Integer, byte[]> memory;
    private final ElfFile program;

    private Machine(Map<Integer, Integer> registers, Map<Integer, byte[]> wide, Map<Integer, byte[]> memory,
            ElfFile program) {
        this.registers = registers;
        this.wide = wide;
        this.memory = memory;
        this.program = program;
    }

    /** Collects one stop's registers. */
    static final class Builder {
        private final ElfFile program;
        private Map<Integer, Integer> registers = new HashMap<>();
        private Map<Integer, byte[]> wide = new HashMap<>();

        Builder(ElfFile program) {
            this.program = program;
        }

        void registers(String[] fields) {
            for (int i = 1; i < fields.length; i++) {
                switch (fields[0]) {
                    case "reg" -> {
                        String[] pair = fields[i].split("=");
                        registers.put(I386Register.named(pair[0]).orElseThrow().number(),
                                Integer.parseUnsignedInt(pair[1], 16));
                    }
                    case "st" -> wide.put(I386Register.ST0 + i - 1, reversed(fields[i]));
                    default -> wide.put(I386Register.XMM0 + i - 1, reversed(fields[i]));
                }
            }
        }

        Machine build(Map<Integer, byte[]> memory) {
            Machine machine = new Machine(registers, wide, memory, program);
            registers = new HashMap<>();
            wide = new HashMap<>();
            return machine;
        }

        private static byte[] reversed(String hex) {
            byte[] bytes = HexFormat.of().parseHex(hex);
            for (int i = 0; i < bytes.length / 2; i++) {
                byte b = bytes[i];
                bytes[i] = bytes[bytes.length - 1 - i];
                bytes[bytes.length - 1 - i] = b;
            }
            return bytes;
        }
    }

    @Override
    public OptionalInt value(int number) {
        Integer value = registers.get(number);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    @Override
    public Optional<byte[]> bytes(int number) {
        return wide.containsKey(number) ? Optional.of(wide.get(number)) : TargetRegisters.super.bytes(number);
    }

    /** What is recorded of memory: blocks by their addresses. */
    Map<Integer, byte[]> memory() {
        return memory;
    }

    ElfFile program() {
        return program;
    }

    /** Another machine that runs the same program. */
    Machine like(Map<Integer, Integer> otherRegisters, Map<Integer, byte[]> otherWide, Map<Integer, byte[]> otherMemory) {
        return new Machine(otherRegisters, otherWide, otherMemory, program);
    }

    /** This machine with another value in a register. */
    public Machine with(I386Register register, int value) {
        Map<Integer, Integer> changed = new HashMap<>(registers);
        changed.put(register.number(), value);
        return new Machine(changed, wide, memory, program);
    }

    /** This machine with another byte in memory. */
    public Machine with(int address, byte value) {
        Map<Integer, byte[]> changed = new HashMap<>(memory);
        byte[] block = changed.getOrDefault(address & -BLOCK, new byte[BLOCK]).clone();
        block[address & BLOCK - 1] = value;
        changed.put(address & -BLOCK, block);
        return new Machine(registers, wide, changed, program);
    }

    @Override
    public CompletableFuture<byte[]> read(int address, int length) {
        byte[] bytes = new byte[length];
        int done = 0;
        while (done < length) {
            Optional<Byte> known = at(address + done);
            if (known.isEmpty()) {
                break;
            }
            bytes[done++] = known.get();
        }
        return CompletableFuture.completedFuture(Arrays.copyOf(bytes, done));
    }

    private Optional<Byte> at(int address) {
        byte[] block = memory.get(address & -BLOCK);
        if (block != null) {
            return Optional.of(block[address & BLOCK - 1]);
        }
        for (SectionHeader section : program.sections()) {
            if (section.covers(address) && section.type() != SectionHeader.SHT_NOBITS) {
                try {
                    return Optional.of(program.section(section).reader((address - section.address()) & 0xFFFF_FFFFL).s8());
                } catch (MalformedException e) {
                    return Optional.empty();
                }
            }
        }
        // Memory comes by pages; what is not recorded of one that is, is 0.
        int near = address & -TargetMemory.BLOCK;
        for (int at = near; at < near + TargetMemory.BLOCK; at += BLOCK) {
            if (memory.containsKey(at)) {
                return Optional.of((byte) 0);
            }
        }
        // Segments are loaded by whole pages.
        return program.segments().stream().anyMatch(s -> (s.virtualAddress() & -PAGE) <= address
                && address < (s.virtualAddress() + (int) s.memorySize() + PAGE - 1 & -PAGE) && s.memorySize() > 0
                && s.virtualAddress() != 0)
                        ? Optional.of((byte) 0)
                        : Optional.empty();
    }
}
