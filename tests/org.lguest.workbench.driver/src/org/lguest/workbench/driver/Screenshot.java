/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.workbench.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;

/** Keeps what the screen shows, in a folder. */
public record Screenshot(Path folder) {

    /** Bounds the wait for pending paints: a progress bar, say, never ends painting. */
    private static final int MOST_EVENTS = 1000;

    /**
     * Writes the workbench window, and what lies on it, as {@code name.png}, once every pending paint is done.
     *
     * @return the file
     * @throws AssertionError if the screen is of one colour: then nothing was painted, and the picture shows nothing
     */
    public Path take(String name) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name + ".png");
        Ui.run(() -> {
            Display display = Ui.display();
            for (Shell shell : display.getShells()) {
                shell.redraw(0, 0, shell.getSize().x, shell.getSize().y, true);
            }
            for (int events = 0; events < MOST_EVENTS && display.readAndDispatch(); events++) {
                display.update();
            }
            Rectangle bounds = visible(IdeWindow.shell());
            Image image = new Image(display, bounds.width, bounds.height);
            GC gc = new GC(display);
            try {
                gc.copyArea(image, bounds.x, bounds.y);
                ImageData data = image.getImageData();
                if (isOfOneColour(data)) {
                    throw new AssertionError("the screen shows nothing for " + name);
                }
                ImageLoader loader = new ImageLoader();
                loader.data = new ImageData[] {data};
                loader.save(file.toString(), SWT.IMAGE_PNG);
            } finally {
                gc.dispose();
                image.dispose();
            }
        });
        return file;
    }

    /** The workbench window without the frame that a window manager would draw; dialogs lie on top of it. */
    private static Rectangle visible(Shell window) {
        Rectangle client = window.getClientArea();
        Point end = window.toDisplay(client.x + client.width, client.y + client.height);
        Point origin = window.getLocation();
        return new Rectangle(origin.x, origin.y, end.x - origin.x, end.y - origin.y);
    }

    private static boolean isOfOneColour(ImageData data) {
        int first = data.getPixel(0, 0);
        for (int y = 0; y < data.height; y += 5) {
            for (int x = 0; x < data.width; x += 5) {
                if (data.getPixel(x, y) != first) {
                    return false;
                }
            }
        }
        return true;
    }
}
