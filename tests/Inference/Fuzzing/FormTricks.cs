using System.Text;

namespace Csss.Inference.Tests.Fuzzing;

/// <summary>What others have tried on multipart readers. Latin-1 text stands for bytes.</summary>
internal static class FormTricks
{
    public static readonly string[] Boundaries =
        ["a", "-", "--", "\r\n", " ", "a b", "a\"b", "a;b", "a\\", "\u00e4\u00f6", "=", "'()+_,./:=?", new('b', 70), new('b', 128), new('b', 129), new('b', 5000)];

    public static readonly string[] ContentTypes =
    [
        "", "text/plain", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=\"", "multipart/mixed; boundary=a",
        "multipart/form-data; boundary=a; boundary=b", "multipart/form-data; charset=utf-7; boundary=a", "application/x-www-form-urlencoded", "MULTIPART/FORM-DATA; BOUNDARY=----csss7MA4YWxkTrZu0gW",
        "multipart/form-data; boundary*=utf-7''a", ";", "multipart/form-data, multipart/form-data; boundary=a", "image/png", "multipart/form-data; boundary=\u00ff\u00fe",
    ];

    public static readonly string[] PartHeaders =
    [
        "Content-Disposition: form-data; name=\"patient_id\"\r\n", "Content-Disposition: attachment\r\n", "Content-Disposition:\r\n", "Content-Disposition: form-data; name=\r\n", "no colon\r\n", ": no name\r\n", "\0: x\r\n",
        "X: a\0b\r\n", "X: a\rb\r\n", "X: a\nb\r\n", " folded: x\r\n", "\tfolded\r\n", "Content-Transfer-Encoding: base64\r\n", "Content-Length: -1\r\n", "Content-Type: text/plain; charset=utf-7\r\n", "\r\n", "\n", "Content-Type\r\n",
        "X: " + new string('h', 3000) + "\r\n", "X: " + new string('h', 20_000) + "\r\n", string.Concat(Enumerable.Range(0, 20).Select(number => $"X-{number}: y\r\n")), string.Concat(Enumerable.Repeat("X: y\r\n", 20)), "X: \u00ff\u00fe\r\n",
    ];

    public static readonly string[] FileNames =
    [
        "filename=\"../../../../etc/passwd\"", "filename=\"..\\..\\windows\\system.ini\"", "filename=\"a\0b.png\"", "filename=\"\"", "filename=", "filename", "filename=\"a", "filename=\"a\\\"b.png\"", "filename=\"con.png\"",
        "filename=\"" + new string('n', 300) + ".png\"", "filename=\"" + new string('n', 15_000) + ".png\"", "filename=\"a.png\"; filename=\"b.png\"", "filename*=UTF-8''%e2%82%ac.png", "filename*=utf-7''%2BAGE-.png", "filename*=utf-16''%D8%00",
        "filename*=UTF-8''%zz", "filename*=UTF-8''", "filename*=''", "filename*=UTF-8'", "filename*=nothing''a", "filename*=UTF-8''%00%0d%0a", "filename=\"=?utf-7?B?K0FHRS0=?=\"", "filename=\"=?utf-8?B?/////w==?=\"", "filename=\"=?utf-8?Q?=zz?=\"",
        "filename=\"=?x?B?a?=\"", "filename=\"=??B??=\"", "filename=\"=?utf-8?B?!!!?=\"", "filename=\"\u00ff\u00fe\u00f0\u009f\"", "filename=\"a\u0080b\"", "filename=\"<script>alert(1)</script>.png\"", "filename=\"a%00.png\"", "filename=\" \"",
        "filename*=UTF-8''" + string.Concat(Enumerable.Repeat("%F0%9F%98%80", 200)), "filename*=UTF-8''" + new string('n', 254) + "%F0%9F%98%80", "filename*=UTF-8''%ED%A0%80.png", "filename*=UTF-8''%E2%80%AEgnp.exe", "filename*=utf-32''%00%00%00%61",
    ];

    public static readonly string[] Names =
    [
        "\"\"", "", "\"file", "file", "\"File\"", "\"file\"; name=\"patient_id\"", "\"file[]\"", "\"\0\"", "\"patient_id\0\"", "\"=?utf-7?B?ZmlsZQ==?=\"", "\"=?utf-8?B?ZmlsZQ==?=\"", "\"" + new string('n', 10_000) + "\"", "\"\u00ff\"", "\"__proto__\"",
    ];

    public static readonly byte[][] FieldContents =
    [
        [], [0], [0xFF, 0xFE], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], new byte[4000], new byte[16_000], new byte[16_001], [.. Enumerable.Repeat((byte)'n', 4001)], [.. Enumerable.Repeat((byte)'n', 200_000)],
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("\U0001F600", 2000))), Encoding.UTF8.GetBytes("a\0b"), Encoding.UTF8.GetBytes("\u202e\ufeff\uffff\u0001"), "covid_xray"u8.ToArray(), "CHEST_XRAY"u8.ToArray(), "chest_xray\r\n--"u8.ToArray(), "lung_ct"u8.ToArray(),
    ];
}
