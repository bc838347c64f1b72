package io.tributary.infra.local;

import io.tributary.infra.cli.progress.Bar;
import io.tributary.infra.cli.progress.Progress;
import java.util.ArrayList;
import java.util.List;

/** Remembers what a command warned of, and its lines. */
final class Warnings implements Progress {
  final List<String> warned = new ArrayList<>();
  final List<String> lines = new ArrayList<>();

  @Override
  public void line(String text) {
    lines.add(text);
  }

  @Override
  public void warn(String text) {
    warned.add(text);
  }

  @Override
  public void bar(Bar bar) {}

  @Override
  public void finish() {}
}
