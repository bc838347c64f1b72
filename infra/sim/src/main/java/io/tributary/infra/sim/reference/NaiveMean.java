package io.tributary.infra.sim.reference;

import io.tributary.infra.sim.reference.ReferenceMerge.Given;
import java.util.List;

/**
 * Computes the weighted mean by its formula: each payload clipped and rounded to the nearest
 * multiple of 2^-28, multiplied with its weight, added without any overflow, divided by the units.
 */
final class NaiveMean {
  private static final double ONE = 1L << 28;

  private NaiveMean() {}

  static float[] next(float[] current, List<Given> given, double rate) {
    long units = given.stream().mapToLong(one -> one.decision().units()).sum();
    float[] next = new float[current.length];
    for (int i = 0; i < next.length; i++) {
      long sum = 0;
      for (Given one : given) {
        long nearest = (long) Math.rint(one.payload()[i] * one.decision().clip() * ONE);
        sum = Math.addExact(sum, Math.multiplyExact(nearest, one.decision().weight()));
      }
      next[i] = (float) (current[i] + rate * (sum / (units * ONE)));
    }
    return next;
  }
}
