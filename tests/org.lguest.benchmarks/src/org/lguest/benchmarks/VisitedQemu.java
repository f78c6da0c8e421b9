/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.lguest.benchmarks.BreakpointBenchmark.Row;

/** The kernel in QEMU, debugged by gdb through QEMU's stub. gdb takes the times. */
final class VisitedQemu {

    private static final String SCRIPT = """
            set pagination off
            set confirm off
            target remote localhost:%1$d
            python
            import time
            def continued():
                start = time.monotonic()
                gdb.execute("continue", to_string=True)
                return time.monotonic() - start
            def counted():
                return int(gdb.parse_and_eval("*(unsigned *)%3$s"))
            def rate(name, command, until):
                before = counted()
                gdb.execute(command + " if *(int *)%3$s == " + str(until), to_string=True)
                seconds = continued()
                print("MEASURED", name, (counted() - before) / seconds)
                gdb.execute("delete")
            rate("EXECUTE", "hbreak *%2$s", 2000)
            rate("WRITE", "watch *(int *)%3$s", 5000)
            gdb.execute("hbreak *%2$s", to_string=True)
            times = sorted(continued() for i in range(400))
            print("MEASURED", "STOP", times[200] * 1e6)
            gdb.execute("kill")
            end
            """;

    private final Path image;
    private final String visit;
    private final String counter;

    VisitedQemu(Path image, String visit, String counter) {
        this.image = image;
        this.visit = "0x" + visit;
        this.counter = "0x" + counter;
    }

    /** One round, with a QEMU of its own. */
    Map<Row, Double> measure() throws IOException, InterruptedException {
        int port = freePort();
        Process qemu = new ProcessBuilder("qemu-system-i386", "-accel", "tcg", "-kernel", image.toString(), "-m", "16", "-S",
                "-gdb", "tcp:localhost:" + port, "-display", "none", "-monitor", "none", "-serial", "none", "-net", "none")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Path script = Files.createTempFile("visits", ".gdb");
        try {
            Files.writeString(script, String.format(SCRIPT, port, visit, counter));
            Process gdb = new ProcessBuilder("gdb", "-nx", "-batch", "-x", script.toString()).redirectErrorStream(true)
                    .start();
            String said = new String(gdb.getInputStream().readAllBytes());
            gdb.waitFor();
            return measured(said);
        } finally {
            Files.delete(script);
            qemu.destroy();
            if (!qemu.waitFor(10, TimeUnit.SECONDS)) {
                qemu.destroyForcibly();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Map<Row, Double> measured(String said) {
        Map<Row, Double> measured = new EnumMap<>(Row.class);
        for (String line : said.split("\n")) {
            String[] words = line.split(" ");
            if (words[0].equals("MEASURED")) {
                measured.put(Row.valueOf(words[1]), Double.valueOf(words[2]));
            }
        }
        if (measured.size() < 3) {
            throw new IllegalStateException("gdb says:\n" + said);
        }
        return measured;
    }
}
