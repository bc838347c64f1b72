package io.tributary.infra.sim.reference;

import io.tributary.schemas.event.NormSettings;
import io.tributary.schemas.event.WindowSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/** What norm was usual in one cluster after each of its versions, told naively. */
public final class UsualNorms {
  private final WindowSettings window;
  private final List<Double> norms = new ArrayList<>();
  private final List<OptionalDouble> usual = new ArrayList<>(List.of(OptionalDouble.empty()));

  /** Before the first version. */
  public UsualNorms(WindowSettings window) {
    this.window = window;
  }

  /** The next version's window is closed: the norms that tell what is usual, by slot. */
  public void closed(Collection<Double> ofWindow) {
    norms.addAll(ofWindow);
    usual.add(usual());
  }

  /**
   * Whether an update of a norm may have this clip factor in the window of a version: it was
   * decided after the window before it was closed or, as a slot's second update, one earlier.
   */
  public boolean allows(double clip, double norm, int version) {
    return clip == clip(norm, usual.get(version - 1))
        || (version >= 2 && clip == clip(norm, usual.get(version - 2)));
  }

  /** What {@link #allows} expects, for people. */
  public String expected(double norm, int version) {
    return clip(norm, usual.get(version - 1))
        + (version >= 2 ? " or " + clip(norm, usual.get(version - 2)) : "");
  }

  private double clip(double norm, OptionalDouble usualNorm) {
    double bound = window.clipNorm() > 0 ? window.clipNorm() : Double.POSITIVE_INFINITY;
    if (window.norms().clipFactor() > 0 && usualNorm.isPresent()) {
      bound = Math.min(bound, window.norms().clipFactor() * usualNorm.getAsDouble());
    }
    return norm > bound ? bound / norm : 1;
  }

  /** The smallest remembered norm that at least the quantile's part of them does not exceed. */
  private OptionalDouble usual() {
    NormSettings settings = window.norms();
    List<Double> recent =
        norms.subList(Math.max(0, norms.size() - settings.remembered()), norms.size());
    if (recent.size() < settings.minimum()) {
      return OptionalDouble.empty();
    }
    return recent.stream()
        .filter(
            bound ->
                recent.stream().filter(norm -> norm <= bound).count()
                    >= settings.quantile() * recent.size())
        .mapToDouble(Double::doubleValue)
        .min();
  }
}
