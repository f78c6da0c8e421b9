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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guests.GuestRun;
import org.lguest.hypervisor.host.Code;
import org.lguest.hypervisor.launcher.GuestConfiguration.DebugRegisterHooks;

/** Kernels packed as Linux packs them, and kernels whose own functions are taken for hypercalls. */
class KernelImageTest {

    private static final int PAGE_OFFSET = 0xC000_0000;
    private static final int DATA = 0x1_0000;
    private static final int TEXT = 0x3_0000;
    private static final int STACK = PAGE_OFFSET + 0x2_0000;
    private static final int VALUE = 0x1234_5678;
    /** {@code ret}, and room for one byte more. */
    private static final int[] STUB = {0xC3, 0x90};

    @TempDir
    private Path folder;

    /** A guest that begins as it should; then what it is asked to do; then it ends with what EAX points to. */
    private static Code begin() {
        var code = new Code(TinyImage.START).mov(Code.ESP, STACK);
        return code.bytes(0xBF).dword(PAGE_OFFSET + DATA + 20).mov(Code.ECX, 64).bytes(0xB0, 0xFF, 0xF3, 0xAA)
                .hypercall(Hypercall.LGUEST_INIT, DATA);
    }

    private static Code end(Code code, String text) {
        byte[] bytes = Arrays.copyOf((text + '\0').getBytes(StandardCharsets.US_ASCII), 32);
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < bytes.length; at += 4) {
            code.store(PAGE_OFFSET + TEXT + at, words.getInt(at));
        }
        return code.hypercall(Hypercall.CRASH, TEXT);
    }

    private static byte[] signed(byte[] code, int more) {
        byte[] signature = "GenuineLguest".getBytes(StandardCharsets.US_ASCII);
        byte[] kernel = Arrays.copyOf(signature, signature.length + code.length + more);
        System.arraycopy(code, 0, kernel, signature.length, code.length);
        return kernel;
    }

    /** Boot code of some length, the kernel, and a tail. */
    private static byte[] bzImage(byte[] kernel) throws IOException {
        var file = new ByteArrayOutputStream();
        byte[] boot = new byte[1024];
        boot[0x1FE] = 0x55;
        boot[0x1FF] = (byte) 0xAA;
        System.arraycopy("HdrS".getBytes(StandardCharsets.US_ASCII), 0, boot, 0x202, 4);
        boot[0x300] = 0x1F;
        boot[0x301] = (byte) 0x8B;
        file.writeBytes(boot);
        var gzip = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(gzip)) {
            out.write(kernel);
        }
        byte[] packed = gzip.toByteArray();
        packed[9] = 3;
        file.writeBytes(packed);
        file.writeBytes(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
        return file.toByteArray();
    }

    private Path write(byte[] image) throws IOException {
        return Files.write(folder.resolve("image"), image);
    }

    private GuestConfiguration guest(byte[] image) throws IOException {
        return GuestConfiguration.of(write(image), 4, "");
    }

    private LaunchProblem.Code problem(GuestConfiguration configuration) {
        return Launcher.check(configuration).orElseThrow().code();
    }

    @Test
    void aBzImageIsUnpackedToOneMegabyteAndRuns() throws Exception {
        var code = begin();
        for (int i = 0; i < 5; i++) {
            code.loadEax(PAGE_OFFSET + DATA);
        }
        code.loadEax(0xC010_0000 - 16);
        GuestRun run = GuestRun.toTheEnd(guest(bzImage(signed(end(code, "Power down").assemble(), 0))));
        assertEquals("CRASH: Power down", run.end().reason());
    }

    @Test
    void aBzImageThatIsNotWholeIsRefused() throws Exception {
        byte[] whole = bzImage(signed(end(begin().loadEax(PAGE_OFFSET), "Power down").assemble(), 0));
        assertEquals(LaunchProblem.Code.BZIMAGE_BROKEN, problem(guest(Arrays.copyOf(whole, 1000))));
        assertEquals(LaunchProblem.Code.BZIMAGE_BROKEN, problem(guest(Arrays.copyOf(whole, 1024 + 60))));
        byte[] spoiled = whole.clone();
        spoiled[1024 + 40] ^= 0x55;
        assertEquals(LaunchProblem.Code.BZIMAGE_BROKEN, problem(guest(spoiled)));
        byte[] headless = whole.clone();
        headless[0x203] = 0;
        assertEquals(LaunchProblem.Code.NOT_ELF, problem(guest(headless)));
        assertEquals(LaunchProblem.Code.NO_LGUEST_ENTRY, problem(guest(bzImage(new byte[5000]))));
        assertEquals(LaunchProblem.Code.SEGMENT_OUTSIDE_MEMORY, problem(guest(bzImage(signed(new byte[16], 3 << 20)))));
        assertEquals(LaunchProblem.Code.SEGMENT_OUTSIDE_MEMORY, problem(guest(bzImage(new byte[(64 << 20) + 1]))));
        assertEquals(LaunchProblem.Code.NOTHING_TO_INTERPOSE, problem(guest(whole).withHooks(DebugRegisterHooks.INTERPOSED)));
    }

    /** Sets DR0 as Linux does, by a function that does nothing, and says what another then gives for it. */
    private static byte[] kernelWithHooks() {
        var code = begin();
        int set = code.here() + 2;
        code.bytes(0xEB, 4).bytes(STUB).bytes(STUB);
        code.mov(Code.EAX, 0).mov(Code.EDX, VALUE);
        call(code, set);
        code.mov(Code.EAX, 0);
        call(code, set + 2);
        int jump = end(new Code(0), "elsewhere").here();
        code.bytes(0x3D).dword(VALUE).bytes(0x0F, 0x84).dword(jump);
        end(code, "the hooks do nothing");
        end(code, "Power down");
        return new TinyImage(code.assemble()).withFunctions("lguest_set_debugreg", set, "native_get_debugreg", set + 2);
    }

    private static void call(Code code, int function) {
        int next = code.here() + 5;
        code.bytes(0xE8).dword(function - next);
    }

    @Test
    void aKernelsOwnFunctionsAreTakenForTheHypercallsOnRequest() throws Exception {
        GuestConfiguration plain = guest(kernelWithHooks());
        assertEquals("CRASH: the hooks do nothing", GuestRun.toTheEnd(plain).end().reason());
        assertEquals("CRASH: Power down",
                GuestRun.toTheEnd(plain.withHooks(DebugRegisterHooks.INTERPOSED)).end().reason());
    }

    @Test
    void aSymbolTableThatIsSpoiledIsAsGoodAsNone() throws Exception {
        byte[] image = kernelWithHooks();
        for (int at = 32; at < 52; at += 2) {
            byte[] spoiled = image.clone();
            spoiled[at] ^= (byte) 0xFF;
            spoiled[at + 1] ^= (byte) 0xFF;
            var configuration = guest(spoiled).withHooks(DebugRegisterHooks.INTERPOSED);
            var problem = Launcher.check(configuration);
            if (problem.isPresent()) {
                assertThrows(LaunchException.class, () -> GuestRun.launch(configuration));
            }
        }
    }
}
