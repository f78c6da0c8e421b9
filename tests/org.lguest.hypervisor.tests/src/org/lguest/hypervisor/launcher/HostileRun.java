/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.launcher;

import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.Trace;
import org.lguest.hypervisor.host.Debugger;
import org.lguest.hypervisor.host.Devices;
import org.lguest.hypervisor.host.HypercallRequest;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.host.RunLoop;
import org.lguest.hypervisor.host.Soundness;
import org.lguest.hypervisor.host.TinyGuest;
import org.lguest.hypervisor.virtio.VirtioBus;

/** One hostile guest's life, with somebody who types and a debugger that plants at random. */
final class HostileRun {

    /** Instructions after which the debugger ends it. */
    private static final long PATIENCE = 300_000;
    /** More than a pass of the run loop takes. */
    private static final long AFTER_PATIENCE = 1_000_000;
    private static final int DEBUGGER_BANKS = 3;
    private static final String OUT_OF_TIME = "out of time";
    private static final String ASLEEP = "asleep for ever";

    private final long seed;
    private final Machine machine;
    private final ConsoleInput keyboard = new ConsoleInput();
    private final Devices devices;
    private final RunLoop loop;
    private final Soundness soundness;
    private long written;

    HostileRun(long seed, BlockStore disk) {
        this.seed = seed;
        Era era = seed / 2 % 2 == 0 ? Era.LINUX_2_6_23 : Era.LINUX_4_10;
        TinyGuest guest = HostileGuest.of(new Random(seed), era);
        machine = guest.machine(Trace.OFF);
        devices = era == Era.LINUX_4_10 ? bus(disk) : list(disk);
        loop = new RunLoop(machine, devices, new Restless(new Random(~seed)));
        soundness = new Soundness(machine);
    }

    private Devices list(BlockStore disk) {
        var console = new ConsoleDevice(machine, keyboard, text -> written += text.length);
        var page = new DevicePage(machine.memory(), machine.layout().devicePage());
        var block = new BlockDevice(machine, page.add(DevicePage.BLOCK, 0, 1), disk);
        page.add(DevicePage.CONSOLE, 0, 0);
        return new DeviceList(machine, List.of(block, console));
    }

    private Devices bus(BlockStore disk) {
        return new VirtioBus(machine, List.of(new VirtioConsole(keyboard, text -> written += text.length),
                new VirtioBlock(disk, Trace.OFF)));
    }

    /** Runs the guest to its end. @return what is wrong with the emulator, if anything is */
    Optional<String> flaw() {
        try {
            loop.run();
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of("seed " + seed + ": " + e + " at " + e.getStackTrace()[0]);
        }
        if (death().startsWith(RunLoop.HOST_DEFECT)) {
            return Optional.of("seed " + seed + ": " + death());
        }
        if (retired() > PATIENCE + AFTER_PATIENCE) {
            return Optional.of("seed " + seed + ": it ran for " + retired() + " instructions");
        }
        return soundness.flaw().map(flaw -> "seed " + seed + ": " + flaw);
    }

    String death() {
        return machine.lguest().death().cause().orElseThrow();
    }

    long retired() {
        return machine.processor().retired();
    }

    /** All that the guest is and has, and how much it has said. */
    String digest() {
        return machine.digest() + ' ' + written + ' ' + death();
    }

    /** Attends at any time, though at the same ones for the same seed. */
    private final class Restless implements Debugger {

        private final Random random;

        Restless(Random random) {
            this.random = random;
        }

        @Override
        public boolean wanted() {
            return random.nextInt(50) == 0 || retired() > PATIENCE;
        }

        @Override
        public boolean attend(SafePoint safePoint) {
            if (retired() > PATIENCE) {
                machine.lguest().death().kill(OUT_OF_TIME);
            }
            int bank = 1 + random.nextInt(DEBUGGER_BANKS);
            set(bank, random.nextInt(4), random.nextInt(4) == 0 ? random.nextInt() & 0xFFBF_FFFF
                    : TinyGuest.START + random.nextInt(0x8000));
            set(bank, 7, random.nextInt(3) == 0 ? 0 : random.nextInt(256) | 0x00D3_0000);
            if (random.nextInt(4) == 0) {
                keyboard.type(new byte[random.nextInt(600)]);
                devices.receive();
            }
            if (safePoint != SafePoint.LAUNCHED && random.nextInt(4) == 0) {
                loop.step(eip -> false, false);
            }
            return random.nextBoolean();
        }

        @Override
        public void sleep(long nanos) {
            if (nanos == Long.MAX_VALUE) {
                machine.lguest().death().kill(ASLEEP);
            }
        }

        private void set(int bank, int regnum, int value) {
            machine.hypercalls().dispatch(HypercallRequest.setDebugRegister(bank, regnum, value));
        }
    }
}
