package io.tributary.infra.local;

import io.tributary.infra.progress.Progress;
import io.tributary.infra.progress.ProgressBar;
import java.util.ArrayList;
import java.util.List;

/** Remembers what a command warned of, and its lines. */
public final class Warnings implements Progress {
  public final List<String> warned = new ArrayList<>();
  public final List<String> lines = new ArrayList<>();

  @Override
  public void line(String text) {
    lines.add(text);
  }

  @Override
  public void warn(String text) {
    warned.add(text);
  }

  @Override
  public void bar(ProgressBar bar) {}

  @Override
  public void finish() {}
}
