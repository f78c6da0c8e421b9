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
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;

/** Keeps what the screen shows, in a folder. */
public record Screenshot(Path folder) {

    /** Bounds the wait for pending paints: a progress bar, say, never ends painting. */
    private static final int MOST_EVENTS = 1000;

    /**
     * Writes the whole screen as {@code name.png}, once every pending paint is done.
     *
     * @return the file
     * @throws AssertionError if the screen is of one colour: then nothing was painted, and the picture shows nothing
     */
    public Path take(String name) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name + ".png");
        Ui.run(() -> {
            Display display = Ui.display();
            for (int events = 0; events < MOST_EVENTS && display.readAndDispatch(); events++) {
                display.update();
            }
            Rectangle bounds = display.getPrimaryMonitor().getBounds();
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
