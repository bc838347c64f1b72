package io.tributary.infra.local;

import io.tributary.infra.cli.progress.Progress;
import io.tributary.schemas.settings.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Tells of children that died; one that is given up ends the run. */
final class ChildTroubles implements ChildListener {
  private final Progress progress;
  private final AtomicReference<ChildFailedException> fatal = new AtomicReference<>();

  ChildTroubles(Progress progress) {
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
    fatal.compareAndSet(null, failure);
  }

  /** Throws if some child will not come back. */
  void check() {
    Optional.ofNullable(fatal.get())
        .ifPresent(
            failure -> {
              throw asFailure(failure);
            });
  }

  static Failure asFailure(ChildFailedException failure) {
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
