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

/** The guest was not launched, and nothing is left behind. */
public final class LaunchException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient LaunchProblem problem;

    public LaunchException(LaunchProblem problem) {
        super(problem.message());
        this.problem = problem;
    }

    public LaunchProblem problem() {
        return problem;
    }
}
