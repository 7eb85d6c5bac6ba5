package discovery.edge.bench;

import discovery.build.VectorFile;
import discovery.edge.vectors.VectorFileReader;
import java.util.Random;

/// The directions in which vectors differ most, of unit length and at right angles (principal components).
final class Projection {
    private static final int SAMPLES = 8_000;
    private static final int ROUNDS = 30;

    /// What is taken off first.
    private final float[] mean;
    /// Direction × dimension.
    private final double[][] axes;

    private Projection(float[] mean, double[][] axes) {
        this.mean = mean;
        this.axes = axes;
    }

    static Projection of(VectorFileReader vectors, int dims) {
        var full = vectors.header().dims();
        var step = Math.max(1, vectors.header().rows() / SAMPLES);
        var mean = new float[full];
        var products = new double[full][full];
        var count = 0;
        for (var slot = 0; slot < vectors.header().rows(); slot += step) {
            if (!vectors.isHole(slot)) {
                count++;
                var row = vectors.row(slot);
                var codes = VectorFile.codes(row);
                var scale = VectorFile.scale(row);
                for (var i = 0; i < full; i++) {
                    mean[i] += codes[i] * scale;
                    for (var j = 0; j < full; j++) {
                        products[i][j] += (double) codes[i] * codes[j] * scale * scale;
                    }
                }
            }
        }
        for (var i = 0; i < full; i++) {
            mean[i] /= Math.max(1, count);
        }
        for (var i = 0; i < full; i++) {
            for (var j = 0; j < full; j++) {
                products[i][j] = products[i][j] / Math.max(1, count) - (double) mean[i] * mean[j];
            }
        }
        return new Projection(mean, axes(products, dims));
    }

    /// Repeated multiplication turns any directions towards those in which there is most.
    private static double[][] axes(double[][] products, int dims) {
        var random = new Random(1);
        var axes = new double[dims][products.length];
        for (var axis : axes) {
            for (var i = 0; i < axis.length; i++) {
                axis[i] = random.nextGaussian();
            }
        }
        for (var round = 0; round < ROUNDS; round++) {
            for (var axis = 0; axis < dims; axis++) {
                var turned = new double[products.length];
                for (var i = 0; i < turned.length; i++) {
                    turned[i] = dot(products[i], axes[axis]);
                }
                for (var before = 0; before < axis; before++) {
                    var share = dot(turned, axes[before]);
                    for (var i = 0; i < turned.length; i++) {
                        turned[i] -= share * axes[before][i];
                    }
                }
                var length = Math.sqrt(dot(turned, turned));
                for (var i = 0; i < turned.length; i++) {
                    axes[axis][i] = turned[i] / Math.max(length, 1e-12);
                }
            }
        }
        return axes;
    }

    private static double dot(double[] one, double[] other) {
        var sum = 0.0;
        for (var i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    /// The vector in these directions, of unit length.
    float[] of(float[] vector) {
        var projected = new float[axes.length];
        for (var axis = 0; axis < axes.length; axis++) {
            var sum = 0.0;
            for (var i = 0; i < vector.length; i++) {
                sum += axes[axis][i] * (vector[i] - mean[i]);
            }
            projected[axis] = (float) sum;
        }
        return unit(projected);
    }

    static float[] unit(float[] vector) {
        var square = 0.0;
        for (var value : vector) {
            square += (double) value * value;
        }
        var unit = new float[vector.length];
        for (var i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / Math.max(Math.sqrt(square), 1e-12));
        }
        return unit;
    }
}
