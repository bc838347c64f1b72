package io.tributary.infra.sim.reference;

import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.WindowSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/** Computes naively the usual norm of one cluster after each of its versions. */
public final class NaiveUsualNorms {
  private final WindowSettings window;
  private final List<Double> norms = new ArrayList<>();
  private final List<OptionalDouble> usual = new ArrayList<>(List.of(OptionalDouble.empty()));

  /** Creates the norms before the first version. */
  public NaiveUsualNorms(WindowSettings window) {
    this.window = window;
  }

  /** Adds the norms of a closed window that contribute to the usual norm, by slot. */
  public void closed(Collection<Double> ofWindow) {
    norms.addAll(ofWindow);
    usual.add(usual());
  }

  /** Returns the norms that the ledger remembers before the next window closes. */
  List<Double> remembered() {
    return List.copyOf(
        norms.subList(Math.max(0, norms.size() - window.norms().remembered()), norms.size()));
  }

  /**
   * Returns whether an update of a norm may have this clip factor in the window of a version: it
   * was decided after the window before it was closed or, as a slot's second update, one earlier.
   */
  public boolean allows(double clip, double norm, int version) {
    return clip == clip(norm, usual.get(version - 1))
        || (version >= 2 && clip == clip(norm, usual.get(version - 2)));
  }

  /** Returns what {@link #allows} expects, for people. */
  public String expected(double norm, int version) {
    return clip(norm, usual.get(version - 1))
        + (version >= 2 ? " or " + clip(norm, usual.get(version - 2)) : "");
  }

  private double clip(double norm, OptionalDouble usualNorm) {
    double bound = window.clipNorm() > 0 ? window.clipNorm() : Double.POSITIVE_INFINITY;
    boolean atAcceptance = window.norms().clipFactor() > 0 && !window.norms().atClose();
    if (atAcceptance && usualNorm.isPresent()) {
      bound = Math.min(bound, window.norms().clipFactor() * usualNorm.getAsDouble());
    }
    return norm > bound ? bound / norm : 1;
  }

  private OptionalDouble usual() {
    NormSettings settings = window.norms();
    List<Double> recent = remembered();
    return recent.size() < settings.minimum()
        ? OptionalDouble.empty()
        : OptionalDouble.of(atQuantile(recent, settings.quantile()));
  }

  /**
   * Returns the smallest of some values that at least the quantile's part of them does not exceed.
   */
  static double atQuantile(List<Double> values, double quantile) {
    return values.stream()
        .filter(
            bound ->
                values.stream().filter(value -> value <= bound).count() >= quantile * values.size())
        .mapToDouble(Double::doubleValue)
        .min()
        .orElseThrow();
  }
}
