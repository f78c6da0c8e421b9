/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.demo;

import java.util.concurrent.CompletableFuture;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.Platform;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.jspecify.annotations.Nullable;

/**
 * Runs the IDE's application, and the demo as soon as its workbench is up. Its exit status is the demo's: 0 only if the
 * guest stopped where it was told to, both times.
 */
public final class DemoApplication implements IApplication {

    private static final String APPLICATIONS = "org.eclipse.core.runtime.applications";
    private static final String IDE = "org.eclipse.ui.ide.workbench";
    private static final Integer FAILED = 1;

    private static final CompletableFuture<Integer> STATUS = new CompletableFuture<>();
    private static volatile boolean running;

    private @Nullable IApplication ide;

    /** Called once the workbench is up; in a workbench that was not started by this application there is no demo. */
    static void workbenchStarted() {
        if (running) {
            Thread thread = new Thread(() -> STATUS.complete(Demo.run(Options.ofSystemProperties())), "Demo");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public Object start(IApplicationContext context) throws Exception {
        running = true;
        IApplication application = createIde();
        ide = application;
        application.start(context);
        return STATUS.getNow(FAILED);
    }

    @Override
    public void stop() {
        if (ide != null) {
            ide.stop();
        }
    }

    private static IApplication createIde() throws CoreException {
        for (IConfigurationElement element : Platform.getExtensionRegistry().getExtensionPoint(APPLICATIONS)
                .getExtension(IDE)
                .getConfigurationElements()) {
            for (IConfigurationElement run : element.getChildren("run")) {
                return (IApplication) run.createExecutableExtension("class");
            }
        }
        throw new IllegalStateException("the platform has no application " + IDE);
    }
}
