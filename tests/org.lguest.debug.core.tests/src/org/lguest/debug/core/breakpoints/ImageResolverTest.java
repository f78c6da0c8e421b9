/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.breakpoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.fixture.GuestProject.SALE;

import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lguest.debug.fixture.GuestProject;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Access;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Place;
import org.lguest.dwarf.Function;
import org.lguest.dwarf.ProgramImage;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.Banks;
import org.lguest.hypervisor.session.Condition;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.predicate.PredicateProgram;

/** Against the sample guest. */
class ImageResolverTest {

    private static final String FILE = "/anywhere/else/first/first.c";

    private static ProgramImage image;

    @BeforeAll
    static void openImage() throws Exception {
        image = ProgramImage.open(GuestProject.firstImage());
    }

    @Test
    void aLineIsTheFirstInstructionOfItWhereverTheSourcesLie() throws CoreException {
        DebugRegisterRequest register = one(new Place.Line(FILE, SALE));
        assertEquals(Kind.EXECUTE, register.kind());
        assertEquals(1, register.length());
        assertEquals(SALE, image.lineOf(register.address()).orElseThrow().line());
        assertTrue(function("ring_up").contains(register.address()));
    }

    @Test
    void aLineWithoutCodeStandsForTheNextOneWithCode() throws CoreException {
        int function = GuestProject.line("static int ring_up(");
        assertEquals(one(new Place.Line(FILE, function)), one(new Place.Line(FILE, function - 1)));
    }

    @Test
    void refusesAFileThatTheImageDoesNotHave() {
        assertRefused(LguestStatus.NO_CODE_AT_LINE, new Place.Line("/somewhere/other.c", 1));
    }

    @Test
    void refusesALineBeyondTheFile() {
        assertRefused(LguestStatus.NO_CODE_AT_LINE, new Place.Line(FILE, 100_000));
    }

    @Test
    void aFunctionIsTheEndOfItsPrologue() throws CoreException {
        int address = one(new Place.Function("ring_up")).address();
        assertTrue(address > function("ring_up").lowPc() && address < function("ring_up").highPc());
    }

    @Test
    void refusesAnUnknownFunction() {
        assertRefused(LguestStatus.FUNCTION_UNKNOWN, new Place.Function("no_such_function"));
        assertRefused(LguestStatus.FUNCTION_UNKNOWN, new Place.Function("takings"));
    }

    @Test
    void anAddressIsTakenAsItIs() throws CoreException {
        assertEquals(0xc0101d00, one(new Place.Address(0xc0101d00)).address());
    }

    @Test
    void aVariableIsWatchedInItsOwnSize() throws CoreException {
        int takings = image.symbol("takings").orElseThrow().address();
        assertEquals(new DebugRegisterRequest(Kind.WRITE, takings, 4, "label"),
                one(new Place.Data("takings", 0, Access.WRITE)));
    }

    @Test
    void anArrayTakesSeveralRegisters() throws CoreException {
        int array = image.symbol("last_amounts").orElseThrow().address();
        List<DebugRegisterRequest> registers = resolve(new Place.Data("last_amounts", 0, Access.ACCESS));
        assertEquals(8, registers.size());
        for (int i = 0; i < 8; i++) {
            assertEquals(new DebugRegisterRequest(Kind.ACCESS, AddressSpace.VIRTUAL, array + 4 * i, 4, "label", Condition.NONE,
                    Optional.empty(), Optional.empty(), registers.getFirst().together()), registers.get(i));
        }
    }

    @Test
    void aRangeThatIsGivenGoesBeforeTheSize() throws CoreException {
        assertEquals(2, one(new Place.Data("takings", 2, Access.READ)).length());
        assertEquals(Kind.READ, one(new Place.Data("takings", 2, Access.READ)).kind());
    }

    @Test
    void aNumberIsAnAddressAndMeansADword() throws CoreException {
        assertEquals(new DebugRegisterRequest(Kind.WRITE, 0xc0114120, 4, "label"),
                one(new Place.Data("0xc0114120", 0, Access.WRITE)));
    }

    @Test
    void refusesWhatHasNoFixedAddress() {
        assertRefused(LguestStatus.EXPRESSION_UNRESOLVED, new Place.Data("no_such_variable", 0, Access.WRITE));
        assertRefused(LguestStatus.EXPRESSION_UNRESOLVED, new Place.Data("takings +", 0, Access.WRITE));
        assertRefused(LguestStatus.ADDRESS_TOO_LARGE, new Place.Data("0xffffffff81000000", 4, Access.WRITE));
    }

    @Test
    void refusesARangeThatNoBanksCouldWatch() {
        assertRefused(LguestStatus.RANGE_TOO_LARGE, new Place.Data("0xc0101000", 4097, Access.WRITE));
        assertRefused(LguestStatus.RANGE_TOO_LARGE, new Place.Data("0xc0101001", 4092, Access.WRITE));
        assertRefused(LguestStatus.RANGE_TOO_LARGE, new Place.Data("takings", Integer.MAX_VALUE, Access.WRITE));
    }

    @Test
    void watchesAsMuchAsThereAreRegistersFor() throws CoreException {
        assertEquals(256, resolve(new Place.Data("ledger_pages", 0, Access.WRITE)).size());
        assertEquals(1024, resolve(new Place.Data("0xc0101000", 4096, Access.WRITE)).size());
        assertEquals(1024, resolve(new Place.Data("0xc0101001", 4088, Access.WRITE)).size());
    }

    @Test
    void asTheHardwareFourRegistersAreAllThereAre() throws CoreException {
        ImageResolver four = new ImageResolver(image, Banks.AS_THE_HARDWARE);
        assertEquals(4, four.resolve(new BreakpointRequest(new Place.Data("0xc0101000", 16, Access.WRITE), false, "label"))
                .size());
        CoreException refusal = assertThrows(CoreException.class, () -> four.resolve(
                new BreakpointRequest(new Place.Data("0xc0101002", 16, Access.WRITE), false, "label")));
        assertEquals(LguestStatus.RANGE_TOO_LARGE.code(), refusal.getStatus().getCode());
        assertTrue(refusal.getStatus().getMessage().contains("it takes 5 debug registers; there are 4"),
                refusal.getStatus().getMessage());
        assertTrue(refusal.getStatus().getMessage().contains("on the Debug tab"), refusal.getStatus().getMessage());
    }

    @Test
    void countsTheRegistersOfOneBreakpointTogether() throws CoreException {
        ImageResolver resolver = new ImageResolver(image);
        Place one = new Place.Data("takings", 4, Access.WRITE);
        DebugRegisterRequest alone = resolver.resolve(new BreakpointRequest(one, false, 3, "", "label")).getFirst();
        assertEquals(new Condition(PredicateProgram.ALWAYS, 3), alone.condition());
        assertEquals(Optional.empty(), alone.together());
        Place several = new Place.Data("takings", 8, Access.WRITE);
        BreakpointRequest request = new BreakpointRequest(several, false, 3, "", "label");
        List<DebugRegisterRequest> pieces = resolver.resolve(request);
        assertEquals(2, pieces.size());
        assertEquals(new Condition(PredicateProgram.ALWAYS, 3), pieces.getLast().condition());
        assertTrue(pieces.getFirst().together().isPresent());
        assertEquals(pieces.getFirst().together(), pieces.getLast().together());
        assertNotEquals(pieces.getFirst().together(), resolver.resolve(request).getFirst().together());
    }

    @Test
    void compilesAConditionForEachPlaceAndRefusesWhatItCannotAsk() throws CoreException {
        DebugRegisterRequest register = conditional(new Place.Line(FILE, SALE), "takings > 3 && $eax != 0").getFirst();
        assertNotEquals(PredicateProgram.ALWAYS, register.condition().predicate());
        List<DebugRegisterRequest> watched = conditional(new Place.Data("takings", 8, Access.WRITE), "takings == 5");
        assertEquals(watched.getFirst().condition(), watched.getLast().condition());
        for (String condition : List.of("takings >", "no_such_thing == 1", "takings = 3")) {
            CoreException refusal = assertThrows(CoreException.class,
                    () -> conditional(new Place.Line(FILE, SALE), condition));
            assertEquals(LguestStatus.CONDITION_REFUSED.code(), refusal.getStatus().getCode());
            assertTrue(refusal.getStatus().getMessage().contains(condition), refusal.getStatus().getMessage());
        }
    }

    @Test
    void refusesAConditionThatIsTooDeep() {
        String deep = "1+(".repeat(100) + "1" + ")".repeat(100);
        CoreException refusal = assertThrows(CoreException.class, () -> conditional(new Place.Address(0xc0100000), deep));
        assertEquals(LguestStatus.CONDITION_REFUSED.code(), refusal.getStatus().getCode());
    }

    private static List<DebugRegisterRequest> conditional(Place place, String condition) throws CoreException {
        return new ImageResolver(image).resolve(new BreakpointRequest(place, false, 0, condition, "label"));
    }

    private static Function function(String name) {
        return image.function(name).orElseThrow();
    }

    private static DebugRegisterRequest one(Place place) throws CoreException {
        List<DebugRegisterRequest> registers = resolve(place);
        assertEquals(1, registers.size(), registers::toString);
        return registers.getFirst();
    }

    private static List<DebugRegisterRequest> resolve(Place place) throws CoreException {
        return new ImageResolver(image).resolve(new BreakpointRequest(place, false, "label"));
    }

    private static void assertRefused(LguestStatus expected, Place place) {
        CoreException refusal = assertThrows(CoreException.class, () -> resolve(place));
        assertEquals(expected.code(), refusal.getStatus().getCode(), refusal.getMessage());
    }
}
