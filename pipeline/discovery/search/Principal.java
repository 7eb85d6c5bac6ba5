package discovery.search;

import java.util.List;
import java.util.SplittableRandom;

/// The directions in which vectors differ most, of unit length and at right angles (principal components).
///
/// All sums are taken in one order, element by element, so that every machine makes the same.
final class Principal {
    private static final int ROUNDS = 20;

    private final float[] mean;
    /// Dimension × direction.
    private final float[][] axes;

    private Principal(float[] mean, float[][] axes) {
        this.mean = mean;
        this.axes = axes;
    }

    /// @param samples of one length; at least one
    static Principal of(List<float[]> samples, int directions) {
        var full = samples.getFirst().length;
        var sums = new double[full];
        var products = new double[full][full];
        for (var sample : samples) {
            for (var i = 0; i < full; i++) {
                sums[i] += sample[i];
                add(products[i], sample, sample[i], i);
            }
        }
        var mean = new float[full];
        for (var i = 0; i < full; i++) {
            mean[i] = (float) (sums[i] / samples.size());
        }
        for (var i = 0; i < full; i++) {
            for (var j = i; j < full; j++) {
                products[i][j] = products[i][j] / samples.size() - (double) mean[i] * mean[j];
                products[j][i] = products[i][j];
            }
        }
        return new Principal(mean, turned(axes(products, directions)));
    }

    private static void add(double[] to, float[] what, double times, int from) {
        for (var i = from; i < what.length; i++) {
            to[i] += times * what[i];
        }
    }

    /// Repeated multiplication turns any directions towards those in which there is most.
    private static double[][] axes(double[][] products, int directions) {
        var random = new SplittableRandom(1);
        var axes = new double[directions][products.length];
        for (var axis : axes) {
            for (var i = 0; i < axis.length; i++) {
                axis[i] = random.nextDouble() - 0.5;
            }
        }
        for (var round = 0; round < ROUNDS; round++) {
            for (var number = 0; number < directions; number++) {
                var turned = new double[products.length];
                for (var i = 0; i < turned.length; i++) {
                    add(turned, products[i], axes[number][i]);
                }
                for (var before = 0; before < number; before++) {
                    add(turned, axes[before], -dot(turned, axes[before]));
                }
                var length = Math.max(Math.sqrt(dot(turned, turned)), 1e-12);
                for (var i = 0; i < turned.length; i++) {
                    axes[number][i] = turned[i] / length;
                }
            }
        }
        return axes;
    }

    private static void add(double[] to, double[] what, double times) {
        for (var i = 0; i < to.length; i++) {
            to[i] += times * what[i];
        }
    }

    static double dot(float[] one, float[] other) {
        var sum = 0.0;
        for (var i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }

    private static double dot(double[] one, double[] other) {
        var sum = 0.0;
        for (var i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static float[][] turned(double[][] axes) {
        var turned = new float[axes[0].length][axes.length];
        for (var i = 0; i < turned.length; i++) {
            for (var axis = 0; axis < axes.length; axis++) {
                turned[i][axis] = (float) axes[axis][i];
            }
        }
        return turned;
    }

    /// The vector in these directions, of unit length.
    float[] of(float[] vector) {
        var projected = new float[axes[0].length];
        for (var i = 0; i < vector.length; i++) {
            add(projected, axes[i], vector[i] - mean[i]);
        }
        return unit(projected);
    }

    static void add(float[] to, float[] what, float times) {
        for (var i = 0; i < to.length; i++) {
            to[i] += times * what[i];
        }
    }

    static float[] unit(float[] vector) {
        var square = 0.0;
        for (var value : vector) {
            square += (double) value * value;
        }
        var length = Math.max(Math.sqrt(square), 1e-12);
        var unit = new float[vector.length];
        for (var i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }
}
