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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs one hostile guest after another, each from a seed of its own, and tells of what they died. Every tenth runs
 * twice, and has to end the same.
 *
 * <p>{@code java org.lguest.hypervisor.launcher.GuestFuzz SEED COUNT SECONDS}: until so many guests have run, or so
 * many seconds have passed, whichever is first
 */
public final class GuestFuzz {

    private static final int REPEATED = 10;
    private static final int DISK_BYTES = 64 << 10;

    private GuestFuzz() {
    }

    public static void main(String[] arguments) throws IOException, LaunchException {
        long seed = Long.parseLong(arguments[0]);
        long count = Long.parseLong(arguments[1]);
        long deadline = System.nanoTime() + Long.parseLong(arguments[2]) * 1_000_000_000L;
        Map<String, Long> deaths = new TreeMap<>();
        long instructions = 0;
        long guests = 0;
        Path disk = Files.write(Files.createTempFile("guest-fuzz", ".img"), new byte[DISK_BYTES]);
        try {
            for (; guests < count && System.nanoTime() < deadline; guests++) {
                HostileRun run = run(seed + guests, disk);
                instructions += run.retired();
                deaths.merge(run.death().replaceAll("0x[0-9a-f]+|-?[0-9]+", "#").strip(), 1L, Long::sum);
            }
        } catch (AssertionError e) {
            System.out.println(e.getMessage());
            System.exit(1);
        } finally {
            Files.delete(disk);
        }
        System.out.printf("%d guests, %d instructions, seeds %d to %d: nothing amiss. They died of:%n", guests, instructions,
                seed, seed + guests - 1);
        deaths.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .forEach(death -> System.out.printf("%8d  %s%n", death.getValue(), death.getKey()));
    }

    /** @throws AssertionError with what is wrong, and the seed */
    static HostileRun run(long seed, Path disk) throws LaunchException {
        HostileRun run = new HostileRun(seed, store(disk));
        Optional<String> flaw = run.flaw();
        if (flaw.isEmpty() && seed % REPEATED == 0) {
            HostileRun again = new HostileRun(seed, store(disk));
            flaw = again.flaw().or(() -> again.digest().equals(run.digest()) ? Optional.empty()
                    : Optional.of("seed " + seed + ": it did not end the same when it was run again"));
        }
        if (flaw.isPresent()) {
            throw new AssertionError(flaw.get());
        }
        return run;
    }

    private static BlockStore store(Path disk) throws LaunchException {
        return BlockStore.of(new BlockFile(disk, BlockFile.Mode.SNAPSHOT));
    }
}
