using SkiaSharp;

namespace Csss.Reports.Documents.Layout;

/// <summary>Something that stands on one page, as wide as the content.</summary>
/// <param name="Draw">Draws it with its top at the given height.</param>
/// <param name="KeepWithNext">Never the last thing on a page.</param>
/// <param name="IsGap">Left out at the top of a page.</param>
internal sealed record FlowItem(float Height, Action<SKCanvas, float> Draw, bool KeepWithNext = false, bool IsGap = false);

/// <summary>An item and where its page shows it.</summary>
internal sealed record PlacedItem(FlowItem Item, float Top);

/// <summary>The report's content from top to bottom, before it is cut into pages.</summary>
internal sealed class Flow
{
    private readonly List<FlowItem> _items = [];

    public void Add(float height, Action<SKCanvas, float> draw, bool keepWithNext = false) => _items.Add(new FlowItem(height, draw, keepWithNext));

    public void Gap(float height, bool keepWithNext = false) => _items.Add(new FlowItem(height, static (_, _) => { }, keepWithNext, IsGap: true));

    /// <summary>Cut into pages; nothing is split, overlaps or is lost.</summary>
    public IReadOnlyList<IReadOnlyList<PlacedItem>> Pages(float firstTop, float laterTop, float bottom)
    {
        var pages = new List<IReadOnlyList<PlacedItem>>();
        var page = new List<PlacedItem>();
        var top = firstTop;
        foreach (var group in Groups())
        {
            if (page.Count > 0 && top + group.Sum(item => item.Height) > bottom)
            {
                pages.Add(page);
                (page, top) = ([], laterTop);
            }

            foreach (var item in group)
            {
                if (page.Count == 0 && item.IsGap) continue;
                page.Add(new PlacedItem(item, top));
                top += item.Height;
            }
        }

        pages.Add(page);
        return pages;
    }

    /// <summary>Items that must share a page.</summary>
    private IEnumerable<List<FlowItem>> Groups()
    {
        var group = new List<FlowItem>();
        foreach (var item in _items)
        {
            group.Add(item);
            if (item.KeepWithNext) continue;
            yield return group;
            group = [];
        }

        if (group.Count > 0) yield return group;
    }
}
