/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.launch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.fixture.GuestProject.SALE;
import static org.lguest.debug.fixture.GuestProject.line;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IDebugElement;
import org.eclipse.debug.core.model.IIndexedValue;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IVariable;
import org.eclipse.debug.core.model.IWatchExpressionResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.model.ElementRange;
import org.lguest.debug.core.model.GuestStackFrame;
import org.lguest.debug.core.model.GuestVariable;
import org.lguest.debug.core.model.GuestVariableValue;

/** The variables of a guest that really runs: their values, parts and marks, and how they are changed. */
class VariablesTest {

    @RegisterExtension
    private final LiveGuest guest = new LiveGuest();

    @Test
    void argumentsAndLocalsHaveTheirValues() throws Exception {
        guest.debugTo(SALE);
        assertEquals(List.of("article", "pieces", "amount", "Globals of first.c", "Globals of Other Files"),
                names(variables()));
        assertEquals("4", value("pieces"));
        assertEquals("12", value("amount"));
        assertTrue(value("article").matches("\\(struct article \\*\\) 0x[0-9a-f]+ <shelf>"), value("article"));
        assertEquals("int", variable("amount").getReferenceTypeName());
    }

    @Test
    void pointersAndStructuresUnfold() throws Exception {
        guest.debugTo(SALE);
        IVariable shelf = part(variable("article"), "*");
        assertEquals(List.of("name", "price", "in_stock", "tariff"), names(shelf.getValue().getVariables()));
        assertEquals("3", part(shelf, "price").getValue().getValueString());
        assertTrue(part(shelf, "name").getValue().getValueString().endsWith("\"bread\""));
        assertTrue(part(shelf, "tariff").getValue().getValueString().contains("<regular>"),
                part(shelf, "tariff").getValue().getValueString());
        assertFalse(part(shelf, "price").getValue().hasVariables());
    }

    @Test
    void stepsMarkWhatTheyChangeAndKeepVariablesEqual() throws Exception {
        guest.debugTo(line("article->in_stock -= pieces;"));
        IVariable[] before = variables();
        IVariable stock = part(part(variable("article"), "*"), "in_stock");
        assertFalse(stock.hasValueChanged());
        assertEquals("60", stock.getValue().getValueString());
        guest.thread().stepOver();
        guest.events.await("thread SUSPEND STEP_END");
        IVariable[] after = variables();
        assertArrayEquals(before, after);
        IVariable stockAfter = part(part(variable("article"), "*"), "in_stock");
        assertEquals(stock, stockAfter);
        assertEquals("56", stockAfter.getValue().getValueString());
        assertTrue(stockAfter.hasValueChanged());
        assertFalse(variable("pieces").hasValueChanged());
    }

    @Test
    void aChangeReachesTheGuest() throws Exception {
        guest.debugTo(SALE);
        IVariable amount = variable("amount");
        assertTrue(amount.supportsValueModification());
        assertFalse(amount.verifyValue(" "));
        assertFalse(amount.verifyValue("0x1ffffffff"));
        assertFalse(amount.verifyValue("4294967295"));
        assertTrue(amount.verifyValue("0xffffffff"), "the bits themselves");
        amount.setValue("1000");
        guest.events.assertAre("thread CHANGE CONTENT");
        assertEquals("1000", value("amount"));
        guest.events.forget();
        guest.thread().stepOver();
        guest.events.await("thread SUSPEND STEP_END");
        assertEquals(1000, guest.dword("takings"));
        assertFalse(part(variable("article"), "*").supportsValueModification(), "a structure is changed by its members");
    }

    @Test
    void aNumberIsChangedByAnExpression() throws Exception {
        guest.debugTo(SALE);
        change("pieces", "7");
        change("amount", "article->price * pieces + 1");
        assertEquals("22", value("amount"));
        change("amount", "2.9");
        assertEquals("2", value("amount"));
        for (String wrong : List.of("a dozen", "amount = 3", "shelf[0]", "1 +", "1ULL << 40", "0u - 1")) {
            change("amount", wrong);
            assertEquals("2", value("amount"), wrong);
        }
    }

    @Test
    void aPointerIsChangedByAnAddressOrAnExpression() throws Exception {
        guest.debugTo(SALE);
        long shelf = address("shelf", guest.frame(0));
        long article = address("shelf[1]", guest.frame(0));
        change("article", "&shelf[1]");
        assertTrue(value("article").contains(String.format("0x%x <shelf+", article)), value("article"));
        change("article", "shelf");
        assertTrue(value("article").contains(String.format("0x%x <shelf>", shelf)), value("article"));
        change("article", "article + 1");
        assertTrue(value("article").contains(String.format("0x%x <shelf+", article)), value("article"));
        change("article", String.format("0x%x", shelf));
        assertTrue(value("article").contains("<shelf>"), value("article"));
        change("article", value("article").replace(String.format("%x", shelf), String.format("%x", article)));
        assertTrue(value("article").contains(String.format("0x%x <shelf+", article)), "as shown: " + value("article"));
        guest.events.forget();
        part(part(variable("article"), "*"), "tariff").setValue("by_the_dozen");
        guest.events.await("thread CHANGE CONTENT");
        String tariff = part(part(variable("article"), "*"), "tariff").getValue().getValueString();
        assertTrue(tariff.contains("<by_the_dozen>"), tariff);
    }

    @Test
    void aPointerIsNotChangedByWhatIsNoAddressAndItIsSaidWhy() throws Exception {
        guest.debugTo(SALE);
        String before = value("article");
        assertFalse(variable("article").verifyValue(" "));
        assertFalse(variable("article").verifyValue("0x1ffffffff"));
        for (String wrong : List.of("nobody", "shelf[0]", "&&", "1.5")) {
            guest.events.forget();
            variable("article").setValue(wrong);
            guest.events.await("thread CHANGE CONTENT");
            assertEquals(before, value("article"), wrong);
        }
    }

    @Test
    void charactersAreChangedByLiteralOrNumber() throws Exception {
        guest.debugTo(SALE);
        assertEquals("98 'b'", initial().getValue().getValueString());
        for (String[] change : new String[][] {{"'B'", "66 'B'"}, {"0x62", "98 'b'"}, {"'\\n'", "10 '\\n'"},
            {"98 'b'", "98 'b'"}}) {
            guest.events.forget();
            initial().setValue(change[0]);
            guest.events.await("thread CHANGE CONTENT");
            assertEquals(change[1], initial().getValue().getValueString(), change[0]);
        }
        for (String wrong : List.of("b", "'bc'", "''", "256", "98 'c'", "")) {
            assertFalse(initial().verifyValue(wrong), wrong);
            DebugException refusal = assertThrows(DebugException.class, () -> initial().setValue(wrong));
            assertEquals(LguestStatus.NOT_A_CHARACTER.code(), refusal.getStatus().getCode());
        }
    }

    private IVariable initial() throws DebugException {
        return part(part(part(variable("article"), "*"), "name"), "*");
    }

    @Test
    void anArrayOfCharactersIsChangedByAString() throws Exception {
        guest.configuration.setAttribute(LaunchAttributes.STOP_AT, "lguest_end");
        guest.debug();
        guest.events.await("thread SUSPEND BREAKPOINT");
        guest.events.forget();
        change("text", "\"on \\163ale\\041\"");
        assertTrue(value("text").startsWith("\"on sale!\", '\\000' <repeats"), value("text"));
        String full = "x".repeat(128);
        change("text", '"' + full + '"');
        assertEquals("120 'x'", part(variable("text"), "[127]").getValue().getValueString());
        assertRefused(LguestStatus.STRING_TOO_LONG, "text", '"' + full + "y\"");
        assertRefused(LguestStatus.NOT_A_STRING, "text", "sale");
        assertRefused(LguestStatus.NOT_A_STRING, "text", "\"sale");
        assertRefused(LguestStatus.NOT_A_STRING, "text", "\"a\" \"b\"");
        assertRefused(LguestStatus.NOT_A_STRING, "text", "\"\\x\"");
        guest.events.forget();
        part(variable("text"), "[0]").setValue("'y'");
        guest.events.await("thread CHANGE CONTENT");
        assertEquals("\"y\", 'x' <repeats 127 times>", value("text"));
    }

    private void assertRefused(LguestStatus kind, String name, String text) throws DebugException {
        assertFalse(variable(name).verifyValue(text), text);
        DebugException refusal = assertThrows(DebugException.class, () -> variable(name).setValue(text));
        assertEquals(kind.code(), refusal.getStatus().getCode(), refusal.getMessage());
    }

    private void change(String name, String text) throws Exception {
        guest.events.forget();
        assertTrue(variable(name).verifyValue(text), text);
        variable(name).setValue(text);
        guest.events.await("thread CHANGE CONTENT");
    }

    @Test
    void callersHaveVariablesToo() throws Exception {
        guest.debugTo(SALE);
        assertEquals(List.of("number", "pieces", "unused", "Globals of first.c", "Globals of Other Files"),
                names(guest.frame(1).getVariables()));
        assertEquals("0", find(guest.frame(1).getVariables(), "number").getValue().getValueString());
    }

    @Test
    void globalsComeFileByFile() throws Exception {
        guest.debugTo(SALE);
        IVariable own = variable("Globals of first.c");
        assertEquals("0", part(own, "takings").getValue().getValueString());
        assertTrue(part(part(own, "shelf"), "[0]").getValue().hasVariables());
        IVariable others = variable("Globals of Other Files");
        List<String> files = names(others.getValue().getVariables());
        assertFalse(files.stream().anyMatch(file -> file.endsWith("first.c")), files::toString);
        IVariable console = find(others.getValue().getVariables(),
                files.stream().filter(file -> file.endsWith("timer.c")).findFirst().orElseThrow());
        assertTrue(names(console.getValue().getVariables()).contains("ticks"));
        assertFalse(own.supportsValueModification());
        part(own, "takings").setValue("7");
        guest.events.await("thread CHANGE CONTENT");
        assertEquals("7", part(variable("Globals of first.c"), "takings").getValue().getValueString());
        assertEquals(own, variable("Globals of first.c"));
        guest.thread().stepOver();
        guest.events.await("thread SUSPEND STEP_END");
        assertEquals(own, variable("Globals of first.c"));
        assertEquals("19", part(variable("Globals of first.c"), "takings").getValue().getValueString());
        assertTrue(part(variable("Globals of first.c"), "takings").hasValueChanged());
    }

    @Test
    void anArrayComesByPages() throws Exception {
        guest.debugTo(line("return ways_to_pay(amount - coins[largest_coin]"));
        IIndexedValue coins = (IIndexedValue) variable("coins").getValue();
        assertEquals(4, coins.getSize());
        assertEquals("{1, 2, 5, 10}", coins.getValueString());
        assertEquals(List.of("[1]", "[2]"), names(coins.getVariables(1, 2)));
        assertEquals("10", coins.getVariable(3).getValue().getValueString());
        assertThrows(DebugException.class, () -> coins.getVariable(4));
        assertThrows(DebugException.class, () -> coins.getVariables(-1, 1));
    }

    @Test
    void aPointerIsShownAsTheElementsThatTheUserChooses() throws Exception {
        guest.debugTo(SALE);
        String pointer = value("article");
        GuestVariableValue article = (GuestVariableValue) variable("article").getValue();
        assertTrue(article.canDisplayAsArray());
        assertFalse(((GuestVariableValue) variable("pieces").getValue()).canDisplayAsArray());
        guest.events.forget();
        article.displayAsArray(new ElementRange(1, 2));
        guest.events.await("thread CHANGE CONTENT");
        IIndexedValue elements = (IIndexedValue) variable("article").getValue();
        assertEquals("struct article [2]", variable("article").getReferenceTypeName());
        assertTrue(elements.getValueString().matches("0x[0-9a-f]+ <shelf\\+\\d+>"), elements.getValueString());
        assertEquals(1, elements.getInitialOffset());
        assertEquals(List.of("[1]", "[2]"), names(elements.getVariables()));
        assertEquals("9", part(elements.getVariable(1), "price").getValue().getValueString());
        assertEquals(List.of("[2]"), names(elements.getVariables(2, 1)));
        assertThrows(DebugException.class, () -> elements.getVariable(0));
        guest.thread().stepOver();
        guest.events.await("thread SUSPEND STEP_END");
        assertEquals(Optional.of(new ElementRange(1, 2)),
                ((GuestVariableValue) variable("article").getValue()).displayedAs());
        assertFalse(variable("article").hasValueChanged());
        ((GuestVariableValue) variable("article").getValue()).restoreOriginalType();
        assertEquals(pointer, value("article"));
        assertEquals(List.of("*"), names(variable("article").getValue().getVariables()));
        assertFalse(variable("article").hasValueChanged());
    }

    @Test
    void expressionsAreWatched() throws Exception {
        guest.debugTo(SALE);
        assertEquals("48", watch("article->price * pieces * 4").getValue().getValueString());
        assertEquals("\"bread\"", watch("article->name").getValue().getValueString().replaceAll(".* ", ""));
        assertEquals("int", watch("takings + amount").getValue().getReferenceTypeName());
        assertTrue(watch("shelf").getValue().hasVariables());
        assertTrue(watch("article->weight").getErrorMessages()[0].contains("weight"));
        assertTrue(watch("amount = 7").hasErrors());
        assertEquals("12", value("amount"));
        assertTrue(watch("(((").hasErrors());
        guest.thread().resume();
        guest.events.await("process TERMINATE");
        assertTrue(watch("takings").hasErrors());
    }

    @Test
    void whatIsUnfoldedHasAnExpressionWithItsValue() throws Exception {
        guest.debugTo(SALE);
        Map<String, String> expected = new LinkedHashMap<>();
        expressions(guest.frame(0).getVariables(), 5, expected);
        assertTrue(expected.size() > 40, expected::toString);
        for (Map.Entry<String, String> each : expected.entrySet()) {
            IWatchExpressionResult result = watch(each.getKey());
            assertFalse(result.hasErrors(), () -> each + ": " + List.of(result.getErrorMessages()));
            assertEquals(each.getValue(), result.getValue().getValueString(), each.getKey());
        }
        for (String expression : List.of("article", "*article", "article->name", "*article->name", "shelf[1]", "shelf[1].price",
                "*shelf[1].name", "'kit/timer.c'::ticks")) {
            assertTrue(expected.containsKey(expression), () -> expression + " is not among " + expected.keySet());
        }
        GuestVariableValue watched = (GuestVariableValue) watch("article + 1").getValue();
        GuestVariableValue pointed = (GuestVariableValue) watch("*article").getValue();
        assertEquals("article->name", ((GuestVariable) pointed.getVariable(0)).expression());
        assertEquals("*(article + 1)", ((GuestVariable) watched.getVariable(0)).expression());
        assertEquals("(article + 1)->price", ((GuestVariable) part(watched.getVariable(0), "price")).expression());
    }

    private static void expressions(IVariable[] among, int depth, Map<String, String> found) throws DebugException {
        for (IVariable each : among) {
            if (each.getValue().getValueString().startsWith("<")) {
                // No value, and an expression says why not.
                continue;
            }
            if (each instanceof GuestVariable variable) {
                found.put(variable.expression(), variable.getValue().getValueString());
            }
            if (depth > 0 && each.getValue().hasVariables()) {
                IValue value = each.getValue();
                boolean isLong = value instanceof GuestVariableValue array && array.getSize() > 3;
                expressions(isLong ? ((GuestVariableValue) value).getVariables(0, 3) : value.getVariables(), depth - 1, found);
            }
        }
    }

    @Test
    void memoryIsShownWhereAnExpressionOfTheFrameIs() throws Exception {
        guest.debugTo(SALE);
        GuestStackFrame frame = guest.frame(0);
        long shelf = guest.target().getExtendedMemoryBlock("shelf", frame).getBigBaseAddress().longValue();
        assertEquals(shelf + 4, address("article->price", frame));
        assertEquals(shelf, address("*article", frame));
        assertEquals(address("amount", frame), address("&amount", frame));
        assertEquals(12, guest.target().getExtendedMemoryBlock("amount", frame)
                .getBytesFromOffset(BigInteger.ZERO, 4)[0].getValue());
        assertThrows(DebugException.class, () -> address("pieces + 1", frame));
        assertThrows(DebugException.class, () -> address("article->weight", frame));
    }

    private long address(String expression, Object context) throws DebugException {
        return guest.target().getExtendedMemoryBlock(expression, context).getBigBaseAddress().longValue();
    }

    private IWatchExpressionResult watch(String expression) throws Exception {
        IDebugElement context = guest.target().hasThreads() ? guest.thread() : guest.target();
        CompletableFuture<IWatchExpressionResult> result = new CompletableFuture<>();
        DebugPlugin.getDefault().getExpressionManager().newWatchExpressionDelegate(LguestDebug.MODEL_ID)
                .evaluateExpression(expression, context, result::complete);
        return result.get(120, TimeUnit.SECONDS);
    }

    @Test
    void nonsenseIsRefused() throws Exception {
        guest.debugTo(SALE);
        DebugException refusal = assertThrows(DebugException.class, () -> variable("amount").setValue(" "));
        assertEquals(LguestStatus.NOT_A_NUMBER.code(), refusal.getStatus().getCode());
        refusal = assertThrows(DebugException.class, () -> variable("amount").setValue("-2147483649"));
        assertEquals("-2147483649 does not fit into 32 bits, which hold -2147483648 to 2147483647. Write another number,"
                + " or the bits themselves as a hexadecimal one, after 0x.", refusal.getStatus().getMessage());
        refusal = assertThrows(DebugException.class, () -> part(variable("article"), "*").setValue("{}"));
        assertEquals(LguestStatus.NOT_CHANGED_AS_A_WHOLE.code(), refusal.getStatus().getCode());
        guest.thread().resume();
        guest.events.await("process TERMINATE");
        assertEquals(0, guest.launch.getDebugTarget().getThreads().length);
    }

    private IVariable[] variables() throws DebugException {
        return guest.frame(0).getVariables();
    }

    private IVariable variable(String name) throws DebugException {
        return find(variables(), name);
    }

    private String value(String name) throws DebugException {
        return variable(name).getValue().getValueString();
    }

    private static IVariable part(IVariable whole, String name) throws DebugException {
        return find(whole.getValue().getVariables(), name);
    }

    static IVariable find(IVariable[] among, String name) throws DebugException {
        for (IVariable each : among) {
            if (each.getName().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no " + name + " among " + names(among));
    }

    private static List<String> names(IVariable[] variables) {
        return Arrays.stream(variables).map(variable -> {
            try {
                return variable.getName();
            } catch (DebugException e) {
                throw new AssertionError(e);
            }
        }).toList();
    }
}
