/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.conformance;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import org.lguest.x86.conformance.UndefinedBehaviour.Row;

/** {@code docs/undefined-behaviour.md}, made of the table of {@link UndefinedBehaviour}. */
final class UndefinedBehaviourPage {

    private static final String HEAD = """
            # Undefined behaviour

            Written by `releng/conformance --document`; not to be edited. What Intel's manual (the SDM) leaves undefined
            is decided here, once: a run must be a function of its image, so "undefined" can not mean "different each
            time". `releng/conformance` does not compare what this table lists, and nothing else. `ConformanceTest`
            holds this page to the table.

            The last column is what a processor at hand made of it: *same* where it did what ours does in every case of
            the run, *other* where it did not, *-* where the question can not be put so. It was %s.

            | instructions | when | undefined | says the SDM | ours | that processor |
            | --- | --- | --- | --- | --- | --- |
            """;

    private static final String TAIL = """

            The choices are those of the P6's successors where compilers or kernels lean on them (BSF and BSR of 0 leave
            the destination as it was; PUSHA, POPA, ENTER and far calls look at all of their memory before they change
            any of it), and else what costs least.

            ## Not undefined, but different from one processor to the next

            | what | ours | like |
            | --- | --- | --- |
            | BSF and BSR of 0: the destination | unchanged | every processor since the P6; AMD documents it |
            | LAR: bits 16 to 19 | of the limit | all; the SDM calls them undefined |
            | F3 0F BC, F3 0F BD | BSF, BSR | all before TZCNT and LZCNT; compilers emit the former for that reason |
            | 0F 18 to 0F 1F, F3 0F 1E FB | NOP | the P6's hint NOPs |
            | 82 /0 to /7; C0, C1, D0 to D3 /6; F6, F7 /1 | as 80; SHL; TEST | all |
            | D6 | SALC | all; the SDM is silent |
            | a branch with prefix 66 | EIP is cut to 16 bits | Intel's |
            | LOCK before MOV CR0, VERR, VERW | #UD | Intel's; some of AMD's execute them |
            | a second F2 or F3, or one before what is no string instruction | the last counts, or none | the P6 |
            | PUSH of a segment register with 32 bits | a dword is written | AMD's; some of Intel's write a word |
            | a #DB on an instruction that enters an exception | is lost | the P6; the SDM says undefined (vol. 3, 6.9) |
            | a task gate, a far jump or call to a TSS; IRET with NT | #GP; #TS | none: no guest of lguest can switch tasks |

            The x87, which `releng/conformance` compares bit for bit but for the pointers to the last instruction:

            | what | ours | like |
            | --- | --- | --- |
            | the transcendental instructions | rounded as if exact; pi has 66 bits | vol. 1, 8.3.10: to the last place; AMD's too |
            | F2XM1 of 1 and -1, which has an exact result | rounded as if just below, with PE | AMD's |
            | F2XM1 beyond -1 to 1; FYL2XP1 of -1 and less | the number, with PE | AMD's; the SDM says undefined |
            | FPREM, FPREM1, exponents 64 or more apart | reduce by 32 + (difference mod 32) | AMD's; the SDM says 32 to 63 |
            | FLD of a single or double denormal, DE not masked | is pushed all the same | AMD's |
            | C0 to C3 where undefined; C1 of FCMOV and FFREE | unchanged; FFREE clears C1 | AMD's |
            | FCOM and its kin, an exception not masked | C0, C2, C3 are set | AMD's, and Bochs; the SDM says not |
            | FCOMI and its kin, an exception not masked | flags stay; C1 is cleared in any case | the SDM; AMD's set them, and leave C1 |
            | DF C0 to DF C7 | FFREEP | all; the SDM is silent |
            | D9 D8 to DF, DC D0 to DF, DD C8 to CF, DE D0 to D7, DF C8 to DF | #UD | none: other x87s take them for FSTP, FCOM, FXCH |
            | an exception not masked, with CR0.NE at 0 | stays in the status word | none: there is no FERR pin |
            """;

    private UndefinedBehaviourPage() {
    }

    /**
     * The page.
     *
     * @param processor the name of the processor that was asked
     * @param agreement what it did, by the number of the row
     */
    static String page(String processor, IntFunction<String> agreement) {
        StringBuilder page = new StringBuilder(HEAD.formatted(processor));
        List<String> rows = rows();
        for (int i = 0; i < rows.size(); i++) {
            page.append(rows.get(i)).append(' ').append(agreement.apply(i)).append(" |\n");
        }
        return page.append(TAIL).toString();
    }

    /** The table's rows, but for the last column. */
    static List<String> rows() {
        return UndefinedBehaviour.TABLE.stream().map(UndefinedBehaviourPage::row).toList();
    }

    private static String row(Row row) {
        String instructions = row.operations().stream().map(operation -> operation.name().replaceFirst("_SEGMENT", " of"
                + " a segment register").replaceFirst("_FAR", " far"))
                .collect(Collectors.joining(", "));
        String when = row.when().isEmpty() ? "always" : row.when();
        return String.format(Locale.ROOT, "| %s | %s | %s | %s | %s |", instructions, when, row.undefined(),
                row.source(), row.choice());
    }
}
