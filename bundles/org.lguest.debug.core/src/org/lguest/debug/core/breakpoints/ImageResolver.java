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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.eclipse.core.runtime.CoreException;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Access;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Place;
import org.lguest.dwarf.CodeAddress;
import org.lguest.dwarf.ProgramImage;
import org.lguest.hypervisor.session.Banks;
import org.lguest.hypervisor.session.Condition;
import org.lguest.hypervisor.session.CountedTogether;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.EventRequest;
import org.lguest.hypervisor.session.MachineEvent;
import org.lguest.hypervisor.session.predicate.PrintProgram;

/**
 * Resolves against the debug information of the guest's image. The first answer may take as long as reading a line
 * table takes, so this is asked on a worker thread.
 */
public final class ImageResolver implements AddressResolver {

    /** Where only the names of the whole program mean something. */
    private static final int NOWHERE = 0;

    private final ProgramImage image;
    private final Banks banks;

    /** For a guest whose debugger has banks of its own. */
    public ImageResolver(ProgramImage image) {
        this(image, Banks.EXTENDED);
    }

    /** @param banks of the guest: they bound what one breakpoint can take */
    public ImageResolver(ProgramImage image, Banks banks) {
        this.image = image;
        this.banks = banks;
    }

    @Override
    public Plan plan(BreakpointRequest request) throws CoreException {
        return request.place() instanceof Place.Event(MachineEvent event)
                ? new Plan(List.of(), Optional.of(new EventRequest(event, request.label(),
                        condition(request, NOWHERE), print(request, NOWHERE))), OptionalInt.empty())
                : new Plan(resolve(request), Optional.empty(), movedTo(request));
    }

    /** The debug registers that the request takes, at least one; of an event, which takes none, nothing is asked. */
    public List<DebugRegisterRequest> resolve(BreakpointRequest request) throws CoreException {
        List<DebugRegisterRequest> asked = registers(request);
        Optional<CountedTogether> together = asked.size() > 1 ? Optional.of(new CountedTogether()) : Optional.empty();
        List<DebugRegisterRequest> registers = new ArrayList<>();
        for (DebugRegisterRequest register : asked) {
            registers.add(new DebugRegisterRequest(register.kind(), register.space(), register.address(),
                    register.length(), register.label(), condition(request, register.address()),
                    print(request, register.address()), register.frame(), together));
        }
        return List.copyOf(registers);
    }

    private Condition condition(BreakpointRequest request, int address) throws CoreException {
        return new Condition(ConditionProgram.compile(image, request.condition(), address), request.ignoreCount());
    }

    private Optional<PrintProgram> print(BreakpointRequest request, int address) throws CoreException {
        return request.print().isBlank() ? Optional.empty()
                : Optional.of(PrintText.parse(request.print()).compile(image, address));
    }

    private OptionalInt movedTo(BreakpointRequest request) {
        return request.place() instanceof Place.Line(String path, int line)
                ? image.nextLineWithCode(path, line).stream().filter(found -> found != line).findFirst()
                : OptionalInt.empty();
    }

    private List<DebugRegisterRequest> registers(BreakpointRequest request) throws CoreException {
        return switch (request.place()) {
            case Place.Line line -> execute(addressesOf(line), request.label());
            case Place.Address at -> execute(List.of(at.address()), request.label());
            case Place.Function function -> execute(placesOf(function.name()), request.label());
            case Place.Data data -> watch(data, request.label());
            case Place.Event event -> List.of();
        };
    }

    /**
     * The registers that stop at a function: one for its own code, one for each copy that the compiler put elsewhere.
     *
     * @param imageName for the message if there is no such function
     */
    public List<DebugRegisterRequest> stopAt(String function, String imageName) throws CoreException {
        List<CodeAddress> places = image.placesOf(function);
        if (places.isEmpty()) {
            throw LguestStatus.STOP_SYMBOL_UNKNOWN.exception(function, imageName);
        }
        return execute(addresses(places), "stop at " + function);
    }

    private List<Integer> placesOf(String function) throws CoreException {
        List<CodeAddress> places = image.placesOf(function);
        if (places.isEmpty()) {
            throw LguestStatus.FUNCTION_UNKNOWN.exception(function);
        }
        return addresses(places);
    }

    private static List<Integer> addresses(List<CodeAddress> places) {
        return places.stream().map(CodeAddress::address).toList();
    }

    /** A line without code stands for the next one that has code, as editors let users click anywhere. */
    private List<Integer> addressesOf(Place.Line place) throws CoreException {
        OptionalInt line = image.nextLineWithCode(place.path(), place.line());
        if (line.isEmpty()) {
            throw LguestStatus.NO_CODE_AT_LINE.exception(place.path(), place.line());
        }
        return addresses(image.addressesOf(place.path(), line.getAsInt()));
    }

    private List<DebugRegisterRequest> watch(Place.Data data, String label) throws CoreException {
        // Before what is there is looked at: at best it is aligned.
        requireRegisters(data, new DataPlace(0, data.length()));
        DataPlace place = data.physical() ? physical(data) : DataPlace.of(image, data.expression(), data.length());
        requireRegisters(data, place);
        return WatchedRange.cover(place.address(), place.size()).stream()
                .map(range -> new DebugRegisterRequest(kind(data.access()), range.address(), range.length(), label))
                .map(register -> data.physical() ? register.inPhysicalMemory() : register)
                .map(register -> data.frame().map(register::within).orElse(register)).toList();
    }

    private void requireRegisters(Place.Data data, DataPlace place) throws CoreException {
        int needed = WatchedRange.count(place.address(), place.size());
        if (needed > banks.registers()) {
            throw LguestStatus.RANGE_TOO_LARGE.exception(data.expression(), place.size(), needed, banks.registers());
        }
    }

    /** Only a number stands for a physical address. */
    private static DataPlace physical(Place.Data data) throws CoreException {
        int address = LinearAddress.parse(data.expression());
        return new DataPlace(address, data.length() > 0 ? data.length() : DataPlace.NUMBER_SIZE);
    }

    private static List<DebugRegisterRequest> execute(List<Integer> addresses, String label) {
        return addresses.stream().map(address -> new DebugRegisterRequest(Kind.EXECUTE, address, 1, label)).toList();
    }

    private static Kind kind(Access access) {
        return switch (access) {
            case READ -> Kind.READ;
            case WRITE -> Kind.WRITE;
            case ACCESS -> Kind.ACCESS;
        };
    }
}
