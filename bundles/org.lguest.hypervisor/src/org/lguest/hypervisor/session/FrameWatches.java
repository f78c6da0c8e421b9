/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.predicate.Operation;
import org.lguest.hypervisor.session.predicate.PredicateProgram;
import org.lguest.hypervisor.session.predicate.PredicateProgram.Instruction;
import org.lguest.hypervisor.session.predicate.Register;

/**
 * Watches that end with a frame. An execute register at the frame's return, with the depth of the stack as its
 * condition, tells when that is left; the watches of one frame share it. A frame that is left by no return, as by
 * {@code longjmp} or with its thread, is not noticed. On the emulator thread.
 */
final class FrameWatches {

    /** What a function may take off the stack beyond its return address: bytes of arguments. */
    private static final int OWN_ARGUMENTS = 256;

    /** The watches of one frame, and the register at its return. */
    private record Frame(Planted mark, List<Planted> watches) {
    }

    private final Machine machine;
    private final SlotTable slots;
    private final BiConsumer<Planted, WatchEnd> ended;
    private final Map<FrameScope, Frame> frames = new HashMap<>();

    FrameWatches(Machine machine, SlotTable slots, BiConsumer<Planted, WatchEnd> ended) {
        this.machine = machine;
        this.slots = slots;
        this.ended = ended;
    }

    /** Plants what may have a frame. */
    Answer<Planted> plant(DebugRegisterRequest request) {
        if (request.frame().isEmpty()) {
            return slots.plant(request);
        }
        FrameScope scope = request.frame().get();
        Frame frame = frames.get(scope);
        if (frame == null) {
            Answer<Planted> answer = slots.plant(new DebugRegisterRequest(Kind.EXECUTE, scope.returnAddress(), 1,
                    "the return that ends " + request.label(), condition(scope)));
            if (!(answer instanceof Answer.Given<Planted>(Planted mark))) {
                return answer;
            }
            frame = new Frame(mark, new ArrayList<>());
            frames.put(scope, frame);
        }
        Answer<Planted> answer = slots.plant(request);
        if (answer instanceof Answer.Given<Planted>(Planted planted)) {
            frame.watches.add(planted);
        }
        giveBackIfUnused(scope, frame);
        return answer;
    }

    /** That the stack is as it is behind the call, and, for a program's frame, that it is this program. */
    private Condition condition(FrameScope scope) {
        List<Instruction> instructions = new ArrayList<>(List.of(Instruction.of(Register.ESP),
                Instruction.of(Operation.CONSTANT, scope.stackPointer()), Instruction.of(Operation.SUBTRACT),
                Instruction.of(Operation.CONSTANT, OWN_ARGUMENTS), Instruction.of(Operation.LESS_OR_EQUAL_UNSIGNED)));
        if (Integer.compareUnsigned(scope.returnAddress(), machine.lguest().pageOffset()) < 0) {
            instructions.addAll(List.of(Instruction.of(Register.CR3),
                    Instruction.of(Operation.CONSTANT, machine.pageTables().currentGuestTop()),
                    Instruction.of(Operation.EQUAL), Instruction.of(Operation.AND)));
        }
        return new Condition(PredicateProgram.of(instructions), 0);
    }

    Answer<Done> unplant(Planted planted) {
        Answer<Done> answer = slots.unplant(planted);
        planted.request().frame().ifPresent(scope -> {
            Frame frame = frames.get(scope);
            if (frame != null && frame.watches.remove(planted)) {
                giveBackIfUnused(scope, frame);
            }
        });
        return answer;
    }

    private void giveBackIfUnused(FrameScope scope, Frame frame) {
        if (frame.watches.isEmpty()) {
            frames.remove(scope);
            slots.giveBack(frame.mark);
        }
    }

    /** Whether this register stands at the return of a frame. */
    boolean owns(Planted planted) {
        return of(planted).isPresent();
    }

    /** That register has matched, or is nowhere any more: the frame's watches end. */
    void end(Planted mark, WatchEnd why) {
        FrameScope scope = of(mark).orElseThrow();
        Frame frame = frames.remove(scope);
        for (Planted watch : frame.watches) {
            slots.giveBack(watch);
            ended.accept(watch, why);
        }
        slots.giveBack(frame.mark);
    }

    private Optional<FrameScope> of(Planted mark) {
        return frames.entrySet().stream().filter(entry -> entry.getValue().mark.equals(mark)).map(Map.Entry::getKey)
                .findFirst();
    }
}
