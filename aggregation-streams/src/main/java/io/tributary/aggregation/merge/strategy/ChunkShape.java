package io.tributary.aggregation.merge.strategy;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterFactor;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the coordinates of one chunk are: which factor they belong to, and which rank component. */
public final class ChunkShape {
  private final int rank;
  private final int length;
  private final List<Span> spans;

  /**
   * Consecutive coordinates of one factor, row-major.
   *
   * @param site whose factor it is, by its name
   * @param from first coordinate in the chunk
   * @param to behind the last
   * @param offset of the first within its factor
   * @param width of the factor's rows: inputs for A, rank for B
   */
  public record Span(String site, AdapterFactor factor, int from, int to, int offset, int width) {
    /** The rank component of a coordinate in the span. */
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

  /** The shape of chunk {@code index}; throws if the layout has no such chunk. */
  public static ChunkShape of(AdapterLayout layout, int index) {
    int length = AdapterChunks.length(layout.parameters(), index);
    int start = index * AdapterChunks.FLOATS;
    int rank = layout.rank();
    var spans = new ArrayList<Span>();
    int at = -start;
    for (TargetModule targetModule : layout.sites()) {
      at = addSpan(spans, targetModule, AdapterFactor.A, at, length, rank);
      at = addSpan(spans, targetModule, AdapterFactor.B, at, length, rank);
    }
    return new ChunkShape(rank, length, spans);
  }

  /** Adds what of a factor at coordinate {@code at} lies in the chunk; returns where it ends. */
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

  /** Coordinates in the chunk. */
  public int length() {
    return length;
  }

  /** Rank components of the layout. */
  public int rank() {
    return rank;
  }

  /** The chunk's coordinates in order, without gaps. */
  public List<Span> spans() {
    return spans;
  }

  /** The span that a coordinate lies in. */
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
   * Clears the coordinates of rank components that a client did not train.
   *
   * @param trained rank components 0..trained-1 are left as they are
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
