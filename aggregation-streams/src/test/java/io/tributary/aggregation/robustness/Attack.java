package io.tributary.aggregation.robustness;

import io.tributary.aggregation.robustness.TaskRows.Row;
import java.util.List;
import java.util.SplittableRandom;

/** What hostile members send instead of their training. */
enum Attack {
  NONE("none"),
  /** A random direction of a thousand times the norm. */
  HUGE("x1000 norm"),
  /** The same random direction always, of ten times the norm: every clip scales it to its bound. */
  STEADY("steady direction"),
  /** Twice the training, backwards. */
  SIGN_FLIP("sign flip"),
  /** Training on rows whose labels are each the next one. */
  LABEL_FLIP("label flip"),
  /** The same with as many claimed rows as a window could hold. */
  CLAIMED_ROWS("claimed rows"),
  /** A hundred new members with a row each send one steady direction. */
  SYBILS("100 sybils");

  final String text;

  Attack(String text) {
    this.text = text;
  }

  /** The update of a hostile member. */
  float[] update(
      HeadAdapter model, float[] base, List<Row> rows, SplittableRandom own, long steadySeed) {
    return switch (this) {
      case NONE -> model.update(base, rows, own);
      case HUGE ->
          direction(base.length, own.nextLong(), 1000 * norm(model.update(base, rows, own)));
      case STEADY, SYBILS ->
          direction(base.length, steadySeed, 10 * norm(model.update(base, rows, own)));
      case SIGN_FLIP -> scaled(model.update(base, rows, own), -2);
      case LABEL_FLIP, CLAIMED_ROWS -> model.update(base, flipped(rows, model.labels()), own);
    };
  }

  static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  private static List<Row> flipped(List<Row> rows, int labels) {
    return rows.stream()
        .map(row -> new Row(row.at(), row.features(), (row.label() + 1) % labels))
        .toList();
  }

  /** Within what the gate takes. */
  private static float[] direction(int length, long seed, double norm) {
    var random = new java.util.Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    values = scaled(values, norm / norm(values));
    for (int i = 0; i < length; i++) {
      values[i] = Math.max(-8, Math.min(8, values[i]));
    }
    return values;
  }

  private static float[] scaled(float[] values, double factor) {
    float[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= (float) factor;
    }
    return scaled;
  }
}
