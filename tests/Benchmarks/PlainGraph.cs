namespace Csss.Benchmarks;

/// <summary>
/// An ONNX file cut down to one output: ONNX Runtime runs the whole graph whatever it is asked for, so the plain network must be a graph of
/// its own. Reads just enough protobuf for it (field numbers of onnx.proto).
/// </summary>
internal static class PlainGraph
{
    private const int GraphOfModel = 7, NodeOfGraph = 1, OutputOfGraph = 12, NameOfOutput = 1, InputsOfNode = 1, OutputsOfNode = 2;

    public static byte[] Of(byte[] model, string output) =>
        Join([.. Fields(model).Select(field => field.Number == GraphOfModel ? Message(GraphOfModel, Cut(model[field.Body], output)) : model[field.Whole])]);

    private static byte[] Cut(byte[] graph, string output)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal) { output };
        var kept = new List<byte[]>();
        var fields = Fields(graph);
        fields.Reverse();
        foreach (var field in fields)
        {
            var body = graph[field.Body];
            if (field.Number == OutputOfGraph && !Texts(body, NameOfOutput).Contains(output)) continue;
            if (field.Number == NodeOfGraph)
            {
                // Nodes are in topological order: seen from the end, whoever uses an output comes before whoever makes it.
                if (!Texts(body, OutputsOfNode).Any(wanted.Contains)) continue;
                wanted.UnionWith(Texts(body, InputsOfNode));
            }

            kept.Add(graph[field.Whole]);
        }

        kept.Reverse();
        return Join(kept);
    }

    private static byte[] Join(List<byte[]> parts)
    {
        var bytes = new MemoryStream();
        foreach (var part in parts) bytes.Write(part);
        return bytes.ToArray();
    }

    private static IEnumerable<string> Texts(byte[] message, int number) =>
        Fields(message).Where(field => field.Number == number).Select(field => System.Text.Encoding.UTF8.GetString(message[field.Body]));

    private static List<(int Number, Range Whole, Range Body)> Fields(byte[] message)
    {
        var fields = new List<(int, Range, Range)>();
        for (var at = 0; at < message.Length;)
        {
            var start = at;
            var tag = Varint(message, ref at);
            var length = (tag & 7) switch { 0 => Skipped(message, at), 1 => 8, 2 => (int)Varint(message, ref at), 5 => 4, _ => throw new InvalidDataException("Not protobuf.") };
            fields.Add(((int)(tag >> 3), start..(at + length), at..(at + length)));
            at += length;
        }

        return fields;
    }

    private static int Skipped(byte[] message, int at)
    {
        var end = at;
        Varint(message, ref end);
        return end - at;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }

    private static byte[] Message(int number, byte[] body)
    {
        var bytes = new MemoryStream();
        bytes.WriteByte((byte)((number << 3) | 2));
        var length = (uint)body.Length;
        for (; length >= 0x80; length >>= 7) bytes.WriteByte((byte)(length | 0x80));
        bytes.WriteByte((byte)length);
        bytes.Write(body);
        return bytes.ToArray();
    }
}
