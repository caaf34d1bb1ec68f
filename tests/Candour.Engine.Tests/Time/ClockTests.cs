using Candour.Engine.Time;

namespace Candour.Engine.Tests.Time;

public class ClockTests
{
    private static readonly Clock England = new(BankHolidays.EnglandAndWales);

    [Theory]
    [InlineData("2026-04-02", "3 working days", "2026-04-09", "received Thursday 2 April 2026, 3 working days, Good Friday and Easter Monday between: Thursday 9 April 2026")]
    [InlineData("2026-03-13", "1 working day", "2026-03-16", "received Friday 13 March 2026, 1 working day: Monday 16 March 2026")]
    [InlineData("2026-12-24", "2 working days", "2026-12-30", "received Thursday 24 December 2026, 2 working days, Christmas Day and Boxing Day (substitute day) between: Wednesday 30 December 2026")]
    [InlineData("2026-01-31", "1 month", "2026-02-28", "received Saturday 31 January 2026, 1 month, that month has no day 31, so its last: Saturday 28 February 2026")]
    [InlineData("2028-02-29", "1 year", "2029-02-28", "received Tuesday 29 February 2028, 1 year, that month has no day 29, so its last: Wednesday 28 February 2029")]
    [InlineData("2026-04-02", "2 weeks", "2026-04-16", "received Thursday 2 April 2026, 2 weeks: Thursday 16 April 2026")]
    [InlineData("2026-04-02", "10 days", "2026-04-12", "received Thursday 2 April 2026, 10 days: Sunday 12 April 2026")]
    public void Count_Days_SaysTheDayAndHow(string from, string within, string day, string says)
    {
        var deadline = England.Count(Period.Parse(within)!, Moment.On(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture)), "received");

        Assert.Equal(day, deadline.Written);
        Assert.Equal(says, deadline.Explanation);
    }

    [Theory]
    [InlineData("scotland", "2026-06-12", "2026-06-16")] // the World Cup day
    [InlineData("england-and-wales", "2026-06-12", "2026-06-15")]
    [InlineData("northern-ireland", "2026-03-16", "2026-03-18")]
    [InlineData("england-and-wales", "2026-03-16", "2026-03-17")]
    public void Count_WorkingDays_TurnsOnTheNation(string nation, string from, string day) =>
        Assert.Equal(day, new Clock(nation).Count(Period.Parse("1 working day")!, Moment.On(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture)), "received").Written);

    [Fact]
    public void Count_BeyondTheLastYearKnown_CannotTell()
    {
        var deadline = England.Count(Period.Parse("5 working days")!, Moment.On(new(BankHolidays.LastYear, 12, 29)), "received");

        Assert.False(deadline.IsKnown);
        Assert.Null(deadline.Written);
        Assert.Contains($"bank holidays are known from {BankHolidays.FirstYear} to {BankHolidays.LastYear}", deadline.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Count_HoursOverTheNightInWhichClocksGoForward_KeepsTheirNumber()
    {
        var deadline = England.Count(Period.Parse("72 hours")!, Moment.At(UkTime.At(new(2026, 3, 27, 10, 0, 0))), "known");

        Assert.Equal("2026-03-30T11:00+01:00", deadline.Written);
        Assert.Equal("known Friday 27 March 2026 at 10:00, 72 hours, the clocks go forward between: Monday 30 March 2026 at 11:00", deadline.Explanation);
    }

    [Fact]
    public void Count_HoursOverTheNightInWhichClocksGoBack_KeepsTheirNumber() =>
        Assert.Equal("2026-10-26T09:00+00:00", England.Count(Period.Parse("72 hours")!, Moment.At(UkTime.At(new(2026, 10, 23, 10, 0, 0))), "known").Written);

    [Fact]
    public void Count_Minutes_NamesTheMinute() =>
        Assert.Equal("2026-04-02T10:30+01:00", England.Count(Period.Parse("30 minutes")!, Moment.At(UkTime.At(new(2026, 4, 2, 10, 0, 0))), "told").Written);

    [Fact]
    public void Count_HoursFromADayAlone_BeginsWithTheDay()
    {
        var deadline = England.Count(Period.Parse("24 hours")!, Moment.On(new(2026, 5, 6)), "known");

        Assert.Equal("2026-05-07T00:00+01:00", deadline.Written);
        Assert.Contains("since no hour is known", deadline.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Count_Paused_MovesOnByAsMuchAndSaysWhy()
    {
        Pause pause = new(UkTime.At(new(2026, 5, 11, 9, 0, 0)), UkTime.At(new(2026, 5, 14, 9, 0, 0)), "the writer was asked what they mean");

        var deadline = England.Count(Period.Parse("20 working days")!, Moment.On(new(2026, 5, 6)), "received", [pause]);

        Assert.Equal("2026-06-09", deadline.Written); // 4 June with the bank holiday of 25 May, and three working days more
        Assert.Contains("stopped from Monday 11 May 2026 to Thursday 14 May 2026 (the writer was asked what they mean)", deadline.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Count_PausedHours_MovesOnByTheHours()
    {
        Pause pause = new(UkTime.At(new(2026, 5, 6, 12, 0, 0)), UkTime.At(new(2026, 5, 6, 15, 0, 0)), "no line");

        Assert.Equal("2026-05-07T13:00+01:00", England.Count(Period.Parse("24 hours")!, Moment.At(UkTime.At(new(2026, 5, 6, 10, 0, 0))), "known", [pause]).Written);
    }

    [Fact]
    public void Count_StillPaused_CannotTell()
    {
        var deadline = England.Count(Period.Parse("1 month")!, Moment.On(new(2026, 5, 6)), "received", [new(UkTime.At(new(2026, 5, 11, 9, 0, 0)), null, "waiting for proof of identity")]);

        Assert.False(deadline.IsKnown);
        Assert.Contains("(waiting for proof of identity), so its end cannot be told yet", deadline.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Count_PausedAfterItsEnd_ChangesNothing() =>
        Assert.Equal("2026-05-08", England.Count(Period.Parse("2 days")!, Moment.On(new(2026, 5, 6)), "received", [new(UkTime.At(new(2026, 5, 11, 9, 0, 0)), null, "late")]).Written);

    [Fact]
    public void Count_Extended_CountsFromItsEnd()
    {
        var deadline = England.Count(Period.Parse("1 month")!, Moment.On(new(2026, 5, 6)), "received", null, [new(Period.Parse("2 months")!, "it is complex")]);

        Assert.Equal("2026-08-06", deadline.Written);
        Assert.Equal("received Wednesday 6 May 2026, 1 month, extended (it is complex), 2 months: Thursday 6 August 2026", deadline.Explanation);
    }

    [Fact]
    public void LateAfter_WholeDay_IsMidnight() =>
        Assert.Equal(UkTime.At(new(2026, 4, 10, 0, 0, 0)), England.Count(Period.Parse("3 working days")!, Moment.On(new(2026, 4, 2)), "received").LateAfter);

    [Fact]
    public void Count_AtOnce_IsNotCounted() => Assert.Throws<ArgumentException>(() => England.Count(Period.Parse("at once")!, Moment.On(new(2026, 4, 2)), "received"));

    [Theory]
    [InlineData("at once")]
    [InlineData("as soon as possible")]
    [InlineData("30 minutes")]
    [InlineData("1 hour")]
    [InlineData("72 hours")]
    [InlineData("1 working day")]
    [InlineData("8 years")]
    public void Parse_Period_IsWrittenTheSame(string words) => Assert.Equal(words, Period.Parse(words)!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("0 days")]
    [InlineData("-1 days")]
    [InlineData("1.5 hours")]
    [InlineData("3 fortnights")]
    [InlineData("99999 years")]
    public void Parse_NoPeriod_IsNull(string words) => Assert.Null(Period.Parse(words));

    [Fact]
    public void At_HourThatTheClocksLeaveOut_IsAnHourLater() => Assert.Equal(new(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(1)), UkTime.At(new(2026, 3, 29, 1, 30, 0)));

    [Fact]
    public void At_HourThatTheClocksPassTwice_IsTheFirst() => Assert.Equal(TimeSpan.FromHours(1), UkTime.At(new(2026, 10, 25, 1, 30, 0)).Offset);
}
