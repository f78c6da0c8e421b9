/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.zstd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The command behind {@code releng/zstd-compare}: the decoder beside the tool that defines what is right. */
public final class ZstdCompare {
    private static final List<List<String>> WAYS = List.of(List.of("--fast=20"), List.of("-1"), List.of("-3"),
            List.of("-3", "--no-check", "--no-content-size"), List.of("-7", "--long=27"), List.of("-12"), List.of("-19"),
            List.of("--ultra", "-22"), List.of("-5", "-B1024", "-T2"), List.of("-19", "--zstd=wlog=10"));
    private static final int REPORT = 10_000;

    private final Path work = Files.createTempDirectory("zstd");
    private final boolean isFaulty;
    private long comparisons;
    private long differences;
    private long accepted;

    private ZstdCompare(boolean isFaulty) throws IOException {
        this.isFaulty = isFaulty;
    }

    /**
     * @param arguments {@code true} to plant faults, each of which must be found, how many damaged inputs to compare, a
     *        seed, and files
     */
    public static void main(String[] arguments) throws Exception {
        ZstdCompare compare = new ZstdCompare(Boolean.parseBoolean(arguments[0]));
        List<Path> files = Arrays.stream(arguments).skip(3).map(Path::of).toList();
        try {
            List<byte[]> compressed = new ArrayList<>();
            for (Path file : files) {
                compressed.addAll(compare.compress(file));
            }
            compare.damage(compare.isFaulty ? List.of() : compressed, Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
        } finally {
            try (var left = Files.list(compare.work)) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(compare.work);
        }
        System.out.println(compare.comparisons + " comparisons, " + compare.differences + " differences");
        System.exit(compare.differences == (compare.isFaulty ? compare.comparisons : 0) ? 0 : 1);
    }

    private List<byte[]> compress(Path file) throws Exception {
        byte[] plain = Files.readAllBytes(file);
        List<byte[]> all = new ArrayList<>();
        StringBuilder told = new StringBuilder(file + ", " + plain.length + " bytes, as");
        for (List<String> way : WAYS) {
            Path to = work.resolve("compressed");
            List<String> command = new ArrayList<>(List.of("zstd", "-q", "-f", "-o", to.toString()));
            command.addAll(way);
            command.add(file.toString());
            if (run(command) != 0) {
                throw new IOException(command + " failed");
            }
            byte[] compressed = Files.readAllBytes(to);
            told.append(' ').append(compressed.length);
            compare(compressed, plain);
            all.add(compressed);
        }
        // More than one frame.
        byte[] twice = Arrays.copyOf(all.get(1), all.get(1).length + all.get(2).length);
        System.arraycopy(all.get(2), 0, twice, all.get(1).length, all.get(2).length);
        byte[] both = Arrays.copyOf(plain, 2 * plain.length);
        System.arraycopy(plain, 0, both, plain.length, plain.length);
        compare(twice, both);
        System.out.println(told);
        return all;
    }

    private void compare(byte[] compressed, byte[] plain) {
        comparisons++;
        try {
            byte[] decoded = ZstdDecoder.decode(ByteBuffer.wrap(compressed), plain.length);
            if (isFaulty) {
                decoded[decoded.length / 2] ^= 1;
            }
            int at = Arrays.mismatch(decoded, plain);
            if (at >= 0) {
                differences++;
                System.out.println("another byte at " + at);
            }
        } catch (ZstdException e) {
            differences++;
            System.out.println("refused at " + e.offset() + ": " + e.getMessage());
        }
    }

    /** What is taken here must be taken by the tool, too, with the same outcome. */
    private void damage(List<byte[]> compressed, int count, long seed) throws Exception {
        List<byte[]> small = compressed.stream().filter(c -> c.length < 1 << 16).toList();
        if (small.isEmpty()) {
            return;
        }
        Path in = work.resolve("damaged.zst");
        Path out = work.resolve("decoded");
        for (int i = 0; i < count; i++) {
            Random random = new Random(seed * 1_000_003 + i);
            byte[] damaged = small.get(random.nextInt(small.size())).clone();
            damaged = withoutChecksum(damaged);
            damaged = random.nextInt(8) == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged;
            // The first bytes decide most.
            int reach = damaged.length == 0 ? 0 : random.nextBoolean() ? damaged.length : Math.min(64, damaged.length);
            for (int changes = reach == 0 ? 0 : 1 + random.nextInt(3); changes > 0; changes--) {
                damaged[random.nextInt(reach)] = (byte) random.nextInt();
            }
            byte[] decoded = decode(damaged);
            if (decoded.length > 0) {
                accepted++;
                Files.write(in, damaged);
                if (run(List.of("zstd", "-q", "-d", "-f", "--memory=2048MB", "-o", out.toString(), in.toString())) != 0
                        || !Arrays.equals(decoded, Files.readAllBytes(out))) {
                    differences++;
                    System.out.println("taken here only, or another outcome: seed " + seed + ", input " + i);
                }
            }
            if ((i + 1) % REPORT == 0) {
                System.out.println((i + 1) + " damaged inputs, of which " + accepted + " could still be decoded");
            }
        }
    }

    /** It would refuse what is to be compared. */
    private static byte[] withoutChecksum(byte[] frame) {
        if ((frame[4] & 4) == 0) {
            return frame;
        }
        byte[] without = Arrays.copyOf(frame, frame.length - 4);
        without[4] &= ~4;
        return without;
    }

    /** Finds by itself how much it becomes. */
    private static byte[] decode(byte[] damaged) {
        int size = 1;
        while (true) {
            try {
                return ZstdDecoder.decode(ByteBuffer.wrap(damaged), size);
            } catch (ZstdException e) {
                String told = String.valueOf(e.getMessage());
                if (told.contains(" bytes came of it instead of ")) {
                    size = Integer.parseInt(told.substring(2, told.indexOf(' ')), 16);
                } else if (size == 1) {
                    size = 1 << 24;
                } else {
                    return new byte[0];
                }
            }
        }
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start().waitFor();
    }
}
