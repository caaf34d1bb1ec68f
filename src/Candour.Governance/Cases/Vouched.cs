using System.Text;
using Candour.Engine.Evidence;

namespace Candour.Governance.Cases;

/// <summary>What the ledger vouches for by its hash: kept in the rows of a case, so that it can be disposed of while the proof stays.</summary>
internal static class Vouched
{
    /// <param name="name">Which row: <c>note/K7QX-3MPD</c>.</param>
    /// <param name="text">What it holds.</param>
    public static NamedThing For(string name, string text) => new(name, Digest.Of(Encoding.UTF8.GetBytes(text)));
}
