package io.tributary.infra.sim;

import io.tributary.infra.progress.Progress;
import io.tributary.infra.progress.ProgressBar;

/** Shows nothing. */
final class SilentProgress implements Progress {
  @Override
  public void line(String text) {}

  @Override
  public void warn(String text) {}

  @Override
  public void bar(ProgressBar bar) {}

  @Override
  public void finish() {}
}
