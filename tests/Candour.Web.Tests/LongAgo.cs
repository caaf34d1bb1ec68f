namespace Candour.Web.Tests;

/// <summary>The clock of ten years ago, to make matters whose period is over.</summary>
internal sealed class LongAgo : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddYears(-10);
}
