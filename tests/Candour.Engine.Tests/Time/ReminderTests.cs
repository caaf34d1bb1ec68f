using Candour.Engine.Time;

namespace Candour.Engine.Tests.Time;

public class ReminderTests
{
    private static readonly DateTimeOffset Thursday = UkTime.At(new(2026, 4, 2, 10, 0, 0));

    [Theory]
    [InlineData("5 working days", "2026-04-10T09:00+01:00")] // until Monday 13 April: Friday morning
    [InlineData("3 working days", "2026-04-08T09:00+01:00")] // until Thursday 9 April, Easter between
    [InlineData("4 days", "2026-04-02T10:00+01:00", 0.75)] // until Easter Monday: no working day is left between
    [InlineData("72 hours", "2026-04-04T16:00+01:00")]
    [InlineData("24 hours", "2026-04-03T04:00+01:00")]
    [InlineData("30 minutes", null)]
    public void Before_IsTheWorkingDayBeforeOrThreeQuarters(string within, string? expected, double share = 0)
    {
        var until = new Clock(BankHolidays.EnglandAndWales).Count(Period.Parse(within)!, Moment.At(Thursday), "begun");

        var before = Reminder.Before(until, Thursday, BankHolidays.EnglandAndWales);

        Assert.Equal(share > 0 ? UkTime.Written(Thursday + ((until.LateAfter!.Value - Thursday) * share)) : expected, before is { } at ? UkTime.Written(at) : null);
    }

    [Fact]
    public void Before_ADeadlineThatNobodyCanTell_IsNever() => Assert.Null(Reminder.Before(new(null, null, "stopped"), Thursday, BankHolidays.EnglandAndWales));
}
