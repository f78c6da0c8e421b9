/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.commandline;

import java.nio.file.Path;
import java.util.Optional;

import org.lguest.commandline.CommandLineException.Code;
import org.lguest.hypervisor.net.MacAddress;
import org.lguest.hypervisor.net.NetCard;

/** What {@code --net}, {@code --mac} and {@code --capture} come to together. */
final class NetOptions {

    private Optional<Path> network = Optional.empty();
    private Optional<MacAddress> address = Optional.empty();
    private Optional<Path> capture = Optional.empty();

    /** @param option its name, without dashes */
    void take(String option, String value) throws CommandLineException {
        switch (option) {
            case "net" -> network = Optional.of(CommandLine.path(value));
            case "capture" -> capture = Optional.of(CommandLine.path(value));
            default -> address = Optional.of(MacAddress.parse(value).orElseThrow(() -> new CommandLineException(ExitStatus.USAGE,
                    Code.BAD_MAC, "\"" + value + "\" is no address of a network card. Give six bytes, as in 02:00:01:00:00:00; the "
                    + "lowest bit of the first must not be set.")));
        }
    }

    /** The card, if one is asked for. */
    Optional<NetCard> card() throws CommandLineException {
        if (network.isEmpty() && (address.isPresent() || capture.isPresent())) {
            throw new CommandLineException(ExitStatus.USAGE, Code.BAD_NET, "There is no network card for --mac or --capture. "
                    + "Give --net=SOCKET too.");
        }
        return network.map(path -> new NetCard(path, address.orElse(MacAddress.DEFAULT), capture));
    }
}
