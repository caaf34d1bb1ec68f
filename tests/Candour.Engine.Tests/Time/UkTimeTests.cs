using Candour.Engine.Time;

namespace Candour.Engine.Tests.Time;

public class UkTimeTests
{
    [Fact]
    public void Local_EveryHourOfTwentyYears_IsThatOfTheTimeZoneData()
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById("Europe/London", out var london))
        {
            Assert.Skip("This machine has no time zone data.");
        }

        for (var instant = new DateTimeOffset(2018, 1, 1, 0, 30, 0, TimeSpan.Zero); instant.Year < 2038; instant = instant.AddHours(1))
        {
            Assert.Equal(TimeZoneInfo.ConvertTime(instant, london), UkTime.Local(instant));
        }
    }

    [Fact]
    public void At_EveryHourOfAYear_ComesBackTheSame()
    {
        for (var wall = new DateTime(2026, 1, 1, 0, 30, 0); wall.Year < 2027; wall = wall.AddHours(1))
        {
            if (wall.Date != new DateTime(2026, 3, 29))
            {
                Assert.Equal(wall, UkTime.Local(UkTime.At(wall)).DateTime);
            }
        }
    }
}
