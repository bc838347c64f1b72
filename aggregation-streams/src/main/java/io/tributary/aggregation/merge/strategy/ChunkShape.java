package io.tributary.aggregation.merge.strategy;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterFactor;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The meaning of the coordinates of one chunk: the factor and the rank component that each belongs
 * to.
 */
public final class ChunkShape {
  private final int rank;
  private final int length;
  private final List<Span> spans;

  /**
   * Consecutive coordinates of one factor, row-major.
   *
   * @param module name of the target module
   * @param factor A or B
   * @param from first coordinate in the chunk
   * @param to coordinate after the last
   * @param offset of the first within its factor
   * @param width of the factor's rows: inputs for A, rank for B
   */
  public record Span(String module, AdapterFactor factor, int from, int to, int offset, int width) {
    /** Returns the rank component of a coordinate in the span. */
    public int component(int coordinate) {
      int inFactor = offset + coordinate - from;
      return factor == AdapterFactor.A ? inFactor / width : inFactor % width;
    }
  }

  private ChunkShape(int rank, int length, List<Span> spans) {
    this.rank = rank;
    this.length = length;
    this.spans = List.copyOf(spans);
  }

  /** Returns the shape of chunk {@code index}; throws if the layout has no such chunk. */
  public static ChunkShape of(AdapterLayout layout, int index) {
    int length = AdapterChunks.length(layout.parameters(), index);
    int start = index * AdapterChunks.FLOATS;
    int rank = layout.rank();
    var spans = new ArrayList<Span>();
    int at = -start;
    for (TargetModule targetModule : layout.targetModules()) {
      at = addSpan(spans, targetModule, AdapterFactor.A, at, length, rank);
      at = addSpan(spans, targetModule, AdapterFactor.B, at, length, rank);
    }
    return new ChunkShape(rank, length, spans);
  }

  /**
   * Adds the part of a factor that lies in the chunk; returns the coordinate after the factor.
   *
   * @param at first coordinate of the factor in the adapter
   */
  private static int addSpan(
      List<Span> spans,
      TargetModule targetModule,
      AdapterFactor factor,
      int at,
      int length,
      int rank) {
    boolean isA = factor == AdapterFactor.A;
    int size = rank * (isA ? targetModule.inputs() : targetModule.outputs());
    int from = Math.max(at, 0);
    int to = Math.min(at + size, length);
    if (from < to) {
      spans.add(
          new Span(
              targetModule.name(),
              factor,
              from,
              to,
              from - at,
              isA ? targetModule.inputs() : rank));
    }
    return at + size;
  }

  /** Returns the number of coordinates in the chunk. */
  public int length() {
    return length;
  }

  /** Returns the number of rank components of the layout. */
  public int rank() {
    return rank;
  }

  /** Returns the spans of the chunk, in order and without gaps. */
  public List<Span> spans() {
    return spans;
  }

  /** Returns the span of a coordinate. */
  public Span spanOf(int coordinate) {
    int low = 0;
    int high = spans.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (coordinate < spans.get(middle).to()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return spans.get(low);
  }

  /**
   * Sets to zero the coordinates of rank components that a client did not train.
   *
   * @param trained number of trained components, which are left as they are
   * @param block values of the {@code count} coordinates from {@code at} on
   */
  public void clearBeyond(int trained, float[] block, int count, int at) {
    for (Span span : spans) {
      int from = Math.max(span.from(), at);
      int to = Math.min(span.to(), at + count);
      if (from < to && span.factor() == AdapterFactor.A) {
        int beyond = span.from() - span.offset() + trained * span.width();
        Arrays.fill(block, Math.min(Math.max(from, beyond), to) - at, to - at, 0);
      } else if (from < to) {
        clearColumns(trained, span, block, from, to, at);
      }
    }
  }

  private static void clearColumns(
      int trained, Span span, float[] block, int from, int to, int at) {
    int column = span.component(from);
    for (int i = from; i < to; i++) {
      if (column >= trained) {
        block[i - at] = 0;
      }
      column = column + 1 == span.width() ? 0 : column + 1;
    }
  }
}
