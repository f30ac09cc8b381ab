using System.Buffers.Text;
using System.Text;
using Csss.Storage.Paging;
using Csss.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Csss.Storage.Tests;

public sealed class PagingTests : IAsyncLifetime
{
    private readonly StorageFolder _folder = new();
    private NotesService _service = null!;

    public async ValueTask InitializeAsync() => _service = await new NotesService(_folder.Root).StartAsync();

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task Pages_stay_as_they_are_while_rows_come_in()
    {
        await _service.AddAsync(45);
        var seen = new List<long>();
        var request = new PageRequest(Limit: 20);
        for (var page = 1; page <= 3; page++)
        {
            var answer = await PageAsync(request);
            seen.AddRange(answer.Items);
            await _service.AddAsync(3);
            if (page < 3) request = request with { Cursor = answer.NextCursor.ShouldNotBeNull() };
            else answer.NextCursor.ShouldBeNull();
        }

        seen.ShouldBe(Enumerable.Range(1, 45).Select(number => (long)number).Reverse());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(19)]
    [InlineData(20)]
    public async Task The_last_page_has_no_cursor(int rows)
    {
        await _service.AddAsync(rows);
        var page = await PageAsync(new PageRequest());
        page.Items.Count.ShouldBe(rows);
        page.NextCursor.ShouldBeNull();
    }

    [Fact]
    public async Task Twenty_is_the_default_and_a_hundred_the_most()
    {
        await _service.AddAsync(101);
        (await PageAsync(new PageRequest())).Items.Count.ShouldBe(20);
        (await PageAsync(new PageRequest(Limit: 100))).Items.Count.ShouldBe(100);
        (await PageAsync(new PageRequest(Limit: 1))).Items.ShouldBe([101]);
    }

    public static TheoryData<int?, string?> Malformed => new()
    {
        { 0, null }, { -1, null }, { 101, null }, { int.MaxValue, null },
        { null, "garbage" }, { null, "0" }, { null, "AAAAAAAAAAAA" }, { null, "!!!!!!!!!!!" }, { null, "1 OR 1=1---" },
        { null, Base64Url.EncodeToString(Encoding.ASCII.GetBytes("abc")) },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_limit_out_of_range_or_a_foreign_cursor_is_a_bad_request(int? limit, string? cursor) =>
        await Should.ThrowAsync<BadHttpRequestException>(() => PageAsync(new PageRequest(limit, cursor)));

    [Theory]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    public async Task A_cursor_before_the_first_row_is_an_empty_last_page(long sequence)
    {
        await _service.AddAsync(3);
        var page = await PageAsync(new PageRequest(Cursor: Cursor.Encode(sequence)));
        page.Items.ShouldBeEmpty();
        page.NextCursor.ShouldBeNull();
    }

    [Fact]
    public async Task A_page_is_one_query_that_an_index_answers()
    {
        await _service.AddAsync(50, "two");
        await _service.AddAsync(50, "one");
        _service.Queries.Clear();
        await _service.UseAsync(database => database.Notes.Where(note => note.Owner == "one")
            .ToPageAsync(new PageRequest(Limit: 10, Cursor: Cursor.Encode(90)), note => new { note.Id, note.At }, TestContext.Current.CancellationToken));
        var query = _service.Queries.ShouldHaveSingleItem();

        await using var connection = new SqliteConnection($"Data Source={_service.DatabaseFile}");
        await connection.OpenAsync();
        await using var explain = connection.CreateCommand();
        explain.CommandText = "EXPLAIN QUERY PLAN " + query;
        foreach (var name in (string[])["@owner", "@before", "@p", "@p0", "@p1", "@__owner_0", "@__before_1", "@__p_2"])
            if (query.Contains(name, StringComparison.Ordinal)) explain.Parameters.AddWithValue(name, 10);
        var plan = new StringBuilder();
        await using (var reader = await explain.ExecuteReaderAsync())
            while (await reader.ReadAsync()) plan.AppendLine(reader.GetString(3));

        plan.ToString().ShouldContain("SEARCH n USING INDEX IX_notes_Owner_Sequence (Owner=? AND Sequence<?)");
        plan.ToString().ShouldNotContain("TEMP B-TREE");
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    private Task<Page<long>> PageAsync(PageRequest request) => _service.UseAsync(database =>
        database.Notes.AsNoTracking().Where(note => note.Owner == "one").ToPageAsync(request, note => note.Sequence, TestContext.Current.CancellationToken));
}
