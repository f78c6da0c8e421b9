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
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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

    /**
     * How long the screen must stay as it is to be thought painted. The toolkit paints by a clock of some sixty frames
     * a second, and its queue of events may be empty between two of them.
     */
    private static final int STILL_MILLISECONDS = 250;
    /** Bounds the wait: a progress bar, say, never stands still. */
    private static final int MOST_LOOKS = 20;

    /**
     * Writes the workbench window, and what lies on it, as {@code name.png}, once it stands still after having been
     * painted anew. Not on the user-interface thread.
     *
     * @return the file
     * @throws AssertionError if the screen is of one colour: then nothing was painted, and the picture shows nothing
     */
    public Path take(String name) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name + ".png");
        ImageData data = still();
        if (isOfOneColour(data)) {
            throw new AssertionError("the screen shows nothing for " + name);
        }
        ImageLoader loader = new ImageLoader();
        loader.data = new ImageData[] {data};
        loader.save(file.toString(), SWT.IMAGE_PNG);
        return file;
    }

    private static ImageData still() {
        ImageData before = look();
        for (int looks = 1; looks < MOST_LOOKS; looks++) {
            ImageData now = look();
            if (Arrays.equals(before.data, now.data)) {
                return now;
            }
            before = now;
        }
        return before;
    }

    /** What the screen shows some frames after everything was asked to paint itself. */
    private static ImageData look() {
        CountDownLatch framesLater = new CountDownLatch(1);
        Ui.run(() -> {
            for (Shell shell : Ui.display().getShells()) {
                shell.redraw(0, 0, shell.getSize().x, shell.getSize().y, true);
            }
            Ui.display().timerExec(STILL_MILLISECONDS, framesLater::countDown);
        });
        try {
            if (!framesLater.await(Waiter.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the workbench has not come to painting for " + Waiter.PATIENCE.toSeconds()
                        + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the workbench was painting", e);
        }
        return Ui.get(Screenshot::copy);
    }

    private static ImageData copy() {
        Display display = Ui.display();
        Rectangle bounds = visible(IdeWindow.shell());
        Image image = new Image(display, bounds.width, bounds.height);
        GC gc = new GC(display);
        try {
            gc.copyArea(image, bounds.x, bounds.y);
            return image.getImageData();
        } finally {
            gc.dispose();
            image.dispose();
        }
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
