package io.tributary.schemas.model.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads nodes and weights of an ONNX file in one pass, with one weight in memory at a time. The
 * field numbers are those of onnx.proto3: ModelProto, GraphProto, NodeProto, AttributeProto,
 * TensorProto.
 */
public final class OnnxReader {
  private static final int FLOAT = 1;

  /** One float32 tensor. Its values are little-endian, the last axis varies fastest. */
  public record Weight(String name, long[] shape, byte[] values) {}

  /**
   * One operation of the graph; {@code constant} is the value of a Constant node, null for other
   * nodes.
   */
  public record Node(
      String name, String operation, List<String> inputs, String output, Weight constant) {}

  private OnnxReader() {}

  /** Passes every float32 weight to {@code weights} and returns the graph's nodes in order. */
  public static List<Node> read(InputStream in, Consumer<Weight> weights) throws IOException {
    var nodes = new ArrayList<Node>();
    var model = new ProtoReader(in);
    for (int field = model.next(); field != 0; field = model.next()) {
      if (field == 7) {
        readGraph(model.message(), weights, nodes);
      } else {
        model.skip();
      }
    }
    return nodes;
  }

  private static void readGraph(ProtoReader graph, Consumer<Weight> weights, List<Node> nodes)
      throws IOException {
    for (int field = graph.next(); field != 0; field = graph.next()) {
      if (field == 1) {
        nodes.add(readNode(graph.message()));
      } else if (field == 5) {
        Weight weight = readTensor(graph.message());
        if (weight != null) {
          weights.accept(weight);
        }
      } else {
        graph.skip();
      }
    }
  }

  private static Node readNode(ProtoReader node) throws IOException {
    String name = "";
    String operation = "";
    String output = "";
    Weight constant = null;
    var inputs = new ArrayList<String>();
    for (int field = node.next(); field != 0; field = node.next()) {
      switch (field) {
        case 1 -> inputs.add(node.text());
        case 2 -> output = node.text();
        case 3 -> name = node.text();
        case 4 -> operation = node.text();
        case 5 -> constant = readAttribute(node.message(), constant);
        default -> node.skip();
      }
    }
    return new Node(name, operation, inputs, output, constant);
  }

  private static Weight readAttribute(ProtoReader attribute, Weight before) throws IOException {
    Weight value = before;
    for (int field = attribute.next(); field != 0; field = attribute.next()) {
      if (field == 5) {
        value = readTensor(attribute.message());
      } else {
        attribute.skip();
      }
    }
    return value;
  }

  /** Reads a tensor; returns null if its type is not float32 (position numbers, shapes). */
  private static Weight readTensor(ProtoReader tensor) throws IOException {
    String name = "";
    long type = 0;
    long[] shape = {};
    byte[] values = {};
    for (int field = tensor.next(); field != 0; field = tensor.next()) {
      switch (field) {
        case 1 -> shape = tensor.numbers(shape);
        case 2 -> type = tensor.number();
        case 8 -> name = tensor.text();
        case 4, 9 -> values = tensor.bytes();
        default -> tensor.skip();
      }
    }
    if (type != FLOAT) {
      return null;
    }
    long bytes = 4;
    for (long extent : shape) {
      bytes = Math.multiplyExact(bytes, extent);
    }
    if (values.length != bytes) {
      throw new IOException(
          "weight " + name + " must hold " + bytes + " bytes, held " + values.length);
    }
    return new Weight(name, shape, values);
  }
}
