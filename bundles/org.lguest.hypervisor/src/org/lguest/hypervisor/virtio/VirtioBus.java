/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.virtio;

import java.util.List;
import java.util.Optional;

import org.lguest.hypervisor.guest.LguestRegs;
import org.lguest.hypervisor.guest.LguestRegs.Member;
import org.lguest.hypervisor.host.Devices;
import org.lguest.hypervisor.host.Machine;

/**
 * The devices of a guest of 4.x, as the Host hands them what its guest did: the bytes of an instruction that made a
 * general protection or a page fault. Port I/O and moves between a register and a device's registers are done in the
 * guest's place; everything else goes back to it as the fault it was. On the emulator thread.
 *
 * <p>The Launcher of 4.x takes the length of a displacement without a base register for two bytes, and knows no SIB
 * byte; no accessor of Linux's is compiled to either. Here lengths are the processor's.
 */
public final class VirtioBus implements Devices {

    /** Bytes between guest memory and the first device's registers. */
    private static final int GAP = 1 << 20;

    private static final int KERNEL_RPL = 1;
    private static final int CLI = 0xFA;
    private static final int TWO_BYTES = 0x0F;
    private static final int READ_CONTROL_REGISTER = 0x20;
    private static final int CR4 = 4;
    private static final int OPERAND_SIZE = 0x66;
    private static final int KEYBOARD_STATUS = 0x64;
    private static final int KEYBOARD_READY = 1;
    private static final Member[] REGISTERS = {Member.EAX, Member.ECX, Member.EDX, Member.EBX, Member.ESP, Member.EBP,
        Member.ESI, Member.EDI};

    private final LguestRegs regs;
    private final boolean answersForCr4;
    private final PciBus bus;
    private final List<PciFunction> functions;
    private final List<VirtioDevice> devices;

    /** @param devices the console first */
    public VirtioBus(Machine machine, List<VirtioDevice> devices) {
        this.devices = List.copyOf(devices);
        regs = machine.lguest().regs();
        answersForCr4 = machine.lguest().answersForCr4();
        bus = new PciBus(machine.lguest(), machine.layout().guestBytes() + GAP);
        devices.forEach(bus::add);
        functions = bus.functions();
        machine.pageTables().setDeviceMemory(bus.end());
    }

    @Override
    public void send(int key, int dma) {
        // 4.x has no such call
    }

    @Override
    public void receive() {
        for (PciFunction function : functions) {
            if (function.registers().isPresent()) {
                function.registers().get().poll();
            }
        }
    }

    @Override
    public void close() {
        devices.forEach(VirtioDevice::close);
    }

    @Override
    public boolean portAccess(byte[] code) {
        if ((regs.get(Member.CS) & 3) != KERNEL_RPL) {
            return false;
        }
        int at = (code[0] & 0xFF) == OPERAND_SIZE ? 1 : 0;
        int opcode = code[at] & 0xFF;
        int mask = (opcode & 1) == 0 ? 0xFF : at == 1 ? 0xFFFF : -1;
        switch (opcode) {
            case CLI -> {
                if (at == 1) {
                    return false;
                }
            }
            case TWO_BYTES -> {
                if (!answersForCr4 || at == 1 || code[1] != READ_CONTROL_REGISTER || (code[2] >>> 3 & 7) != CR4) {
                    return false;
                }
                regs.set(REGISTERS[code[2] & 7], 0);
                at = 2;
            }
            case 0xE4, 0xE5 -> in(code[++at] & 0xFF, mask);
            case 0xEC, 0xED -> in(regs.get(Member.EDX) & 0xFFFF, mask);
            case 0xE6, 0xE7 -> {
                if (!out(code[++at] & 0xFF, mask)) {
                    return false;
                }
            }
            case 0xEE, 0xEF -> {
                if (!out(regs.get(Member.EDX) & 0xFFFF, mask)) {
                    return false;
                }
            }
            default -> {
                return false;
            }
        }
        regs.set(Member.EIP, regs.eip() + at + 1);
        return true;
    }

    /** Where there is nothing, ones are read. */
    private void in(int port, int mask) {
        int value = port == KEYBOARD_STATUS ? KEYBOARD_READY : PciBus.isPort(port) ? bus.read(port) : -1;
        regs.setEax(regs.get(Member.EAX) & ~mask | value & mask);
    }

    private boolean out(int port, int mask) {
        return !PciBus.isPort(port) || bus.write(port, mask, regs.get(Member.EAX));
    }

    @Override
    public boolean memoryAccess(int address, byte[] code) {
        Optional<VirtioRegisters> registers = Optional.empty();
        int offset = 0;
        for (int i = 0; registers.isEmpty() && i < functions.size(); i++) {
            registers = functions.get(i).at(address);
            offset = functions.get(i).offset(address);
        }
        if (registers.isEmpty()) {
            return false;
        }
        int at = (code[0] & 0xFF) == OPERAND_SIZE ? 1 : 0;
        int opcode = code[at] & 0xFF;
        if ((opcode | 3) != 0x8B || (opcode & 1) == 0 && at == 1) {
            return false;
        }
        int width = (opcode & 1) == 0 ? 1 : at == 1 ? 2 : 4;
        int modRm = code[at + 1] & 0xFF;
        int register = modRm >>> 3 & 7;
        if ((opcode & 2) == 0) {
            registers.get().write(offset, width, register(register, width));
        } else {
            setRegister(register, width, registers.get().read(offset, width));
        }
        regs.set(Member.EIP, regs.eip() + at + lengthOfOperand(modRm, code[at + 2] & 0xFF) + 1);
        return true;
    }

    /** ModRM, SIB and displacement (SDM volume 2, table 2-2). */
    private static int lengthOfOperand(int modRm, int sib) {
        int mode = modRm >>> 6;
        boolean hasSib = mode != 3 && (modRm & 7) == 4;
        int displacement = switch (mode) {
            case 0 -> (modRm & 7) == 5 || hasSib && (sib & 7) == 5 ? 4 : 0;
            case 1 -> 1;
            case 2 -> 4;
            default -> 0;
        };
        return 1 + (hasSib ? 1 : 0) + displacement;
    }

    /** Of the eight byte registers the last four are the second bytes of the first four. */
    private int register(int number, int width) {
        return switch (width) {
            case 1 -> regs.get(REGISTERS[number & 3]) >>> (number & 4) * 2 & 0xFF;
            case 2 -> regs.get(REGISTERS[number]) & 0xFFFF;
            default -> regs.get(REGISTERS[number]);
        };
    }

    private void setRegister(int number, int width, int value) {
        Member member = REGISTERS[width == 1 ? number & 3 : number];
        int shift = width == 1 ? (number & 4) * 2 : 0;
        int mask = width == 4 ? -1 : (1 << 8 * width) - 1 << shift;
        regs.set(member, regs.get(member) & ~mask | value << shift & mask);
    }
}
