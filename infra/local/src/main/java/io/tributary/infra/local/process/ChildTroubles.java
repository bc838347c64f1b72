package io.tributary.infra.local.process;

import io.tributary.infra.progress.Progress;
import io.tributary.schemas.settings.Failure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Reports children that died. A child that is given up ends the run while it trains; afterwards it
 * is reported at once, because no stage waits for it any more.
 */
public final class ChildTroubles implements ChildListener {
  private final Progress progress;
  private final List<GivenUp> givenUp = new CopyOnWriteArrayList<>();
  private volatile boolean saysAtOnce;
  private int said; // guarded by this

  private record GivenUp(String child, ChildFailedException failure) {}

  public ChildTroubles(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void restarting(String child, ChildDeath death, Duration backoff) {
    progress.warn(
        "%s %s; it starts again in %.1f s, nothing is lost"
            .formatted(child, death.text(), backoff.toMillis() / 1000.0));
  }

  @Override
  public void gaveUp(String child, ChildFailedException failure) {
    givenUp.add(new GivenUp(child, failure));
    if (saysAtOnce) {
      sayAll();
    }
  }

  /**
   * Reports at once that a child was given up, from now on and for everything that happened before.
   */
  public void sayAtOnce() {
    saysAtOnce = true;
    sayAll();
  }

  private void sayAll() {
    for (GivenUp one = unsaid(); one != null; one = unsaid()) {
      progress.warn(
          "%s is given up and will not be started again; the others go on. %s%n  fix: %s"
              .formatted(one.child(), one.failure().getMessage(), asFailure(one.failure()).hint()));
    }
  }

  private synchronized GivenUp unsaid() {
    return said < givenUp.size() ? givenUp.get(said++) : null;
  }

  /** Throws if a child will not be started again. */
  public void check() {
    if (!givenUp.isEmpty()) {
      throw asFailure(givenUp.get(0).failure());
    }
  }

  public static Failure asFailure(ChildFailedException failure) {
    Failure.Kind kind = Failure.Kind.DOMAIN;
    for (Failure.Kind known : Failure.Kind.values()) {
      kind = known.exitCode() == failure.exitCode() ? known : kind;
    }
    return new Failure(
        kind,
        failure.code(),
        failure.getMessage(),
        (failure.hint().isEmpty() ? "Do what this says" : failure.hint().replaceFirst("\\.$", ""))
            + "; then repeat the command: it continues where it stopped.",
        failure);
  }
}
