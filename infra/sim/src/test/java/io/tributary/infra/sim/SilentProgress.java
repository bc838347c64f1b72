package io.tributary.infra.sim;

import io.tributary.infra.progress.Bar;
import io.tributary.infra.progress.Progress;

/** Shows nothing. */
final class SilentProgress implements Progress {
  @Override
  public void line(String text) {}

  @Override
  public void warn(String text) {}

  @Override
  public void bar(Bar bar) {}

  @Override
  public void finish() {}
}
