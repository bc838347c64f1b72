package io.tributary.aggregation.robustness;

import io.tributary.aggregation.robustness.TaskRows.Row;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A LoRA adapter of rank r on a frozen head of zeros: labels' logits are {@code scale B A x}.
 * Values lie as everywhere, A row by row and then B row by row.
 *
 * @param labels number of them
 */
record HeadAdapter(int labels) {
  static final int RANK = 4;
  private static final float SCALE = 2;
  private static final int STEPS = 20;
  private static final int BATCH = 8;
  private static final float RATE = 0.6f;

  AdapterLayout layout() {
    return new AdapterLayout(
        RANK, SCALE * RANK, List.of(new TargetModule("head", TaskRows.FEATURES, labels)));
  }

  /** What some steps of gradient descent from a version's values change. */
  float[] update(float[] base, List<Row> rows, SplittableRandom random) {
    float[] values = base.clone();
    for (int step = 0; step < STEPS; step++) {
      float[] gradient = new float[values.length];
      for (int i = 0; i < BATCH; i++) {
        addGradient(values, rows.get(random.nextInt(rows.size())), gradient);
      }
      for (int i = 0; i < values.length; i++) {
        values[i] -= RATE / BATCH * gradient[i];
      }
    }
    for (int i = 0; i < values.length; i++) {
      values[i] -= base[i];
    }
    return values;
  }

  /** Share of rows whose label gets the largest logit, percent. */
  double accuracy(float[] values, List<Row> rows) {
    int right = 0;
    for (Row row : rows) {
      double[] logits = logits(values, hidden(values, row));
      int best = 0;
      for (int c = 1; c < labels; c++) {
        best = logits[c] > logits[best] ? c : best;
      }
      right += best == row.label() ? 1 : 0;
    }
    return 100.0 * right / rows.size();
  }

  private static double[] hidden(float[] values, Row row) {
    double[] hidden = new double[RANK];
    for (int k = 0; k < RANK; k++) {
      for (int j = 0; j < row.at().length; j++) {
        hidden[k] += values[k * TaskRows.FEATURES + row.at()[j]] * row.features()[j];
      }
    }
    return hidden;
  }

  private double[] logits(float[] values, double[] hidden) {
    double[] logits = new double[labels];
    for (int c = 0; c < labels; c++) {
      for (int k = 0; k < RANK; k++) {
        logits[c] += SCALE * values[RANK * TaskRows.FEATURES + c * RANK + k] * hidden[k];
      }
    }
    return logits;
  }

  private void addGradient(float[] values, Row row, float[] gradient) {
    double[] hidden = hidden(values, row);
    double[] p = logits(values, hidden);
    double most = Double.NEGATIVE_INFINITY;
    for (double logit : p) {
      most = Math.max(most, logit);
    }
    double sum = 0;
    for (int c = 0; c < labels; c++) {
      p[c] = Math.exp(p[c] - most);
      sum += p[c];
    }
    int fromB = RANK * TaskRows.FEATURES;
    double[] back = new double[RANK];
    for (int c = 0; c < labels; c++) {
      double error = SCALE * (p[c] / sum - (c == row.label() ? 1 : 0));
      for (int k = 0; k < RANK; k++) {
        back[k] += error * values[fromB + c * RANK + k];
        gradient[fromB + c * RANK + k] += (float) (error * hidden[k]);
      }
    }
    for (int k = 0; k < RANK; k++) {
      for (int j = 0; j < row.at().length; j++) {
        gradient[k * TaskRows.FEATURES + row.at()[j]] += (float) (back[k] * row.features()[j]);
      }
    }
  }
}
