package io.meshtrial.analytics.dashboard.page;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Makes a picture of a page a quarter as large: its most frequent colours, every other one as the nearest of them. */
final class Palette {

    private static final int COLOURS = 96;

    /** The upper five bits of each channel: shades that nobody tells apart share an entry, so that rare hues get one. */
    private static final int CELL = 0xf8f8f8;

    private Palette() {}

    /** @param png any PNG @return an indexed PNG of the same size */
    static byte[] reduce(byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        int[] palette = mostFrequent(pixels);
        IndexColorModel model =
                new IndexColorModel(8, palette.length, palette, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
        BufferedImage reduced =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        Map<Integer, Byte> known = new HashMap<>();
        byte[] indexes = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            indexes[i] = known.computeIfAbsent(pixels[i], pixel -> nearest(pixel, palette));
        }
        reduced.getRaster().setDataElements(0, 0, image.getWidth(), image.getHeight(), indexes);
        return compressed(reduced);
    }

    private static byte[] compressed(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam most = writer.getDefaultWriteParam();
        most.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        most.setCompressionQuality(0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), most);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static int[] mostFrequent(int[] pixels) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel, 1, Integer::sum);
        }
        Map<Integer, Integer> best = new HashMap<>();
        Map<Integer, Integer> cells = new HashMap<>();
        counts.forEach((pixel, count) -> {
            cells.merge(pixel & CELL, count, Integer::sum);
            best.merge(pixel & CELL, pixel, (a, b) -> counts.getOrDefault(a, 0) >= counts.getOrDefault(b, 0) ? a : b);
        });
        return cells.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(COLOURS)
                .mapToInt(cell -> best.getOrDefault(cell.getKey(), cell.getKey()))
                .toArray();
    }

    private static byte nearest(int pixel, int[] palette) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < palette.length; i++) {
            int distance = square(pixel >> 16, palette[i] >> 16)
                    + square(pixel >> 8, palette[i] >> 8)
                    + square(pixel, palette[i]);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return (byte) best;
    }

    private static int square(int a, int b) {
        int difference = (a & 0xff) - (b & 0xff);
        return difference * difference;
    }
}
