using System.Text;

namespace Csss.Inference.Tests.Models;

/// <summary>
/// Adds to an ONNX file without an ONNX library. A second <c>graph</c> field at the end of a protobuf message is merged into the first,
/// list by list (protobuf's encoding guide, "Last One Wins"), so that new nodes and outputs need only be appended. Field numbers are onnx.proto's.
/// </summary>
internal static class OnnxGraph
{
    private const int GraphOfModel = 7;

    /// <summary>Adds an output [1, classes]: <paramref name="reduction"/> (<c>ReduceMax</c>, <c>ReduceMean</c>) of another output over the files.</summary>
    public static byte[] AddStudyOutput(byte[] model, string reduction, string of, string output, int classes)
    {
        byte[] axes = [.. Text(1, "axes"), .. Number(20, 7), .. Number(8, 0)];
        byte[] keep = [.. Text(1, "keepdims"), .. Number(20, 2), .. Number(3, 1)];
        byte[] node = [.. Text(1, of), .. Text(2, output), .. Text(4, reduction), .. Message(5, axes), .. Message(5, keep)];
        byte[] shape = [.. Message(1, Number(1, 1)), .. Message(1, Number(1, classes))];
        byte[] tensor = [.. Number(1, 1), .. Message(2, shape)];
        byte[] value = [.. Text(1, output), .. Message(2, Message(1, tensor))];
        return [.. model, .. Message(GraphOfModel, [.. Message(1, node), .. Message(12, value)])];
    }

    private static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Message(int field, byte[] body) => [.. Varint(((uint)field << 3) | 2), .. Varint((uint)body.Length), .. body];

    private static byte[] Number(int field, int value) => [.. Varint((uint)field << 3), .. Varint((uint)value)];

    private static List<byte> Varint(uint value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return bytes;
    }
}
