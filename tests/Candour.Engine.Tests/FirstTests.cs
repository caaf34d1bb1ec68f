namespace Candour.Engine.Tests; public class FirstTests { [Xunit.Fact] public void Runs() => Xunit.Assert.Equal(4, 2 + 2); }
