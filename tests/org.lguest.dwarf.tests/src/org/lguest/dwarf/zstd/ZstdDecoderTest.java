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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the tool {@code zstd} 1.5.4 made of data that can be made again here, whole and damaged. The command
 * {@code releng/zstd-compare} has the tool make more.
 */
class ZstdDecoderTest {
    /** Named after what their frames have. */
    enum Sample {
        /** {@code -19 --zstd=wlog=10}: blocks with codes and tables of the block before, and with one offset. */
        REPEATED_TABLES("""
            KLUv/UQAYAhsBwB2VTMRsKU4wuFiNUmSGE3TNE2uSzswACwALQDLRMrcnq8VP0zFDrpZMkdbd60VKIeXMSgNrq92UUP5+g3NRbzW91cQAAoE
            wSCQMhvEssX9TDTKKRQbNxjfR5OU1C9LdSBdlos6BdulhuQ9jzlPRk60H2E3ixz/BctXaBbInLwXeWqizpEs85X6ikOj8fBzM/zu+4C3nlTF
            Pxi+PX+JSIc2uO5jAb5RccOwmCh2luY3x0AvWsrbhUjFczwDrmlc/KA4TpP9/5rnZG3q+iA5jrMFVKgRJBh+fwPg1xDOOz4csEcVIuTvRlh0
            4cBlqgKMBgC3FC0rACsALACa58nKLXE0gXPemTI0I6PvDjZpXbH+Nl6CsnHGlPXTnVkvITQsd/GGNZkFolyLstzmK3KqQ3e0229si3f3Jjb8
            06twW0nk0Q1xgw3l8Qbxex2jCSHhBfOmMYTfNqv2lhk6RIRWDuXhIjfoVJb615C4HrzDziD/68FRxMquK5hcQ+EGBMEgoHNpWL38vD3csZpx
            5fpXK43sjXsHV/bzvQ59cUP9XdvQmsxSA9v8bHtVrCBC5gPg5xSSpzkVLNwH+Go0NyENvpsSCFUCAEMHD8QVhU3t+q+6FyMyOEvoMCo2/7zi
            T5mzD4I6H5M8XYmvO6T1rg9uNLakEmKRPUcc89vUcebQLLfupGopAR7YABAQwR9SsgQgzDWFAQ==""") {
            @Override
            byte[] plain() {
                Random random = new Random(5);
                byte[] bytes = new byte[2400];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (i % 12 < 4 ? random.nextInt(16) : "constant".charAt(i % 12 - 4));
                }
                return bytes;
            }
        },
        /** {@code -1}: one stream of literals, tables that are predefined. */
        ONE_STREAM("""
            KLUv/WSQAK0EAMLMDgbgD2UlwTpAExUXz/Az0moF3O2JoQFokA8hiHoe4GcbQkDGNWvUCHoQzSAVX6ZGNCmRFVVJHAlTHVQBJCAgAkQY0xue
            AEMD6CRBh9pACe4Om2ujpdMu4cg96ZnHd9NoFnVQ7LtOkYXjZAxLe5sUJ4mIvEtEW7xJ6a2bTVjxtUfWthISwy+RNEg8w+AV36YajJcBeC01
            PQ==""") {
            @Override
            byte[] plain() {
                Random random = new Random(7);
                byte[] bytes = new byte[400];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) "aaacccgt".charAt(random.nextInt(8));
                }
                return bytes;
            }
        },
        /** {@code --no-check}: a block as it is, no checksum. */
        RAW_BLOCK("""
            KLUv/SAoQQEAOXIsu/i5GkuQRcXmF18QAerDL3/NXszaXG5i/E5jhQgPe2zbeeVR7A==""") {
            @Override
            byte[] plain() {
                byte[] bytes = new byte[40];
                new Random(2).nextBytes(bytes);
                return bytes;
            }
        },
        /** {@code -3}: a block that is one match, one that is one byte. */
        RLE_BLOCK("""
            KLUv/aRADQMAVAAAEAAAAQD7/znAAgNqCADE6XRw""") {
            @Override
            byte[] plain() {
                return new byte[200000];
            }
        };

        private final String compressed;

        Sample(String compressed) {
            this.compressed = compressed;
        }

        byte[] compressed() {
            return Base64.getMimeDecoder().decode(compressed);
        }

        abstract byte[] plain();
    }

    private static byte[] decode(byte[] compressed, int size) throws ZstdException {
        return ZstdDecoder.decode(ByteBuffer.wrap(compressed), size);
    }

    @ParameterizedTest
    @EnumSource(Sample.class)
    void decodesWhatTheToolHasMade(Sample sample) throws Exception {
        assertArrayEquals(sample.plain(), decode(sample.compressed(), sample.plain().length));
    }

    @Test
    void framesFollowEachOtherAndSomeAreSkipped() throws Exception {
        byte[] first = Sample.ONE_STREAM.compressed();
        byte[] second = Sample.RAW_BLOCK.compressed();
        byte[] skipped = HexFormat.of().parseHex("5e2a4d1803000000ffffff");
        byte[] all = ByteBuffer.allocate(first.length + skipped.length + second.length).put(first).put(skipped).put(second)
                .array();
        byte[] plain = Arrays.copyOf(Sample.ONE_STREAM.plain(), 440);
        System.arraycopy(Sample.RAW_BLOCK.plain(), 0, plain, 400, 40);
        assertArrayEquals(plain, decode(all, 440));
    }

    @Test
    void aSizeThatIsNotWhatComesOfItIsRefused() {
        byte[] compressed = Sample.ONE_STREAM.compressed();
        assertEquals("0x190 bytes came of it instead of 0x191",
                assertThrows(ZstdException.class, () -> decode(compressed, 401)).getMessage());
        assertEquals("a block of more bytes than are allowed",
                assertThrows(ZstdException.class, () -> decode(compressed, 399)).getMessage());
    }

    @ParameterizedTest
    @EnumSource(Sample.class)
    void whatIsCutOffIsRefused(Sample sample) {
        byte[] compressed = sample.compressed();
        for (int length = 0; length < compressed.length; length++) {
            byte[] cut = Arrays.copyOf(compressed, length);
            ZstdException refusal = assertThrows(ZstdException.class, () -> decode(cut, sample.plain().length));
            assertTrue(refusal.offset() <= length, () -> refusal + " at " + refusal.offset());
        }
    }

    /** The checksum leaves nothing but refusal, or bits that do not matter. */
    @ParameterizedTest
    @EnumSource(value = Sample.class, names = "RAW_BLOCK", mode = EnumSource.Mode.EXCLUDE)
    void aFlippedBitIsRefusedOrDoesNotMatter(Sample sample) {
        byte[] plain = sample.plain();
        int refused = 0;
        for (int bit = 0; bit < 8 * sample.compressed().length; bit++) {
            byte[] damaged = sample.compressed();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            // Without this one there is no checksum to hold against it.
            if (bit != 4 * 8 + 2) {
                try {
                    assertArrayEquals(plain, decode(damaged, plain.length), sample + ", bit " + bit);
                } catch (ZstdException e) {
                    refused++;
                    assertTrue(e.offset() >= 0 && e.offset() <= damaged.length, () -> e + " at " + e.offset());
                }
            }
        }
        assertTrue(refused > 6 * sample.compressed().length, refused + " refused");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            00000000                       | 0  | no frame begins with 0x0
            28b52ffd 28                    | 4  | a reserved bit is set
            28b52ffd 20 02 070000          | 6  | a block of a reserved type
            28b52ffd 20 02 190000 aaaaaa   | 6  | a block of 0x3 bytes, more than 0x2
            28b52ffd 20 03 110000 aaaa     | 0  | a frame of 0x2 bytes instead of 0x3
            28b52ffd 21 07 02 010000       | 5  | a dictionary is needed
            28b52ffd 00 b0                 | 5  | a window of 2^32 bytes or more
            28b52ffd 20 02 130000          | 9  | compressed data ends early, or a part of it does
            28b52ffd 24 02 110000 aaaa ffffffff | 11 | the checksum of what came of it is another one
            28b52ffd 20 0a 1d0000 000101   | 11 | reserved bits are set
            28b52ffd 20 0a 150000 0000     | 0  | a frame of 0x0 bytes instead of 0xa
            28b52ffd 20 0a 1d0000 000000   | 11 | bytes after the last sequence
            28b52ffd 20 0a 2d0000 2300000001 | 9 | literals in the code of the block before, which has none
            28b52ffd 20 0a 3d0000 4200018122 0100  | 12 | weights that are no prefix code
            28b52ffd 20 0a 3d0000 00015424007f00 | 12 | symbol 36 in the table of literal lengths
            28b52ffd 20 0a 250000 0001fc80 | 12 | the table of literal lengths of the block before, which has none
            28b52ffd 20 0a 350000 000154000000   | 15 | a bitstream of 0 bytes
            28b52ffd 20 0a 3d0000 00015400000000 | 15 | a bitstream without a mark at its end
            28b52ffd 20 0a 450000 08aa015401000003 | 16 | sequences that do not end with their bits
            28b52ffd 20 0a 3d0000 00015400020001 | 15 | sequences that need more bits than there are
            28b52ffd 20 0a 3d0000 00015401000001 | 15 | sequences that need more literals than there are
            28b52ffd 20 0a 3d0000 00015400000001 | 15 | a match from before the start
            """)
    void damageIsToldByItsReasonAndPlace(String hex, int offset, String reason) {
        ZstdException refusal = assertThrows(ZstdException.class,
                () -> decode(HexFormat.of().parseHex(hex.replace(" ", "")), 10));
        assertEquals(reason + " at " + offset, refusal.getMessage() + " at " + refusal.offset());
    }

    /** Bytes that are no frame must not take the memory that is announced. */
    @Test
    void anAnnouncedSizeTakesNoMemory() {
        byte[] compressed = Sample.RLE_BLOCK.compressed();
        for (int i = 0; i < 1000; i++) {
            assertThrows(ZstdException.class, () -> decode(compressed, Integer.MAX_VALUE - 8));
        }
    }
}
